/** Tests of image headers, data URLs and the guard before foreign addresses. */
@NullMarked
package dev.llmapi.media;

import org.jspecify.annotations.NullMarked;
