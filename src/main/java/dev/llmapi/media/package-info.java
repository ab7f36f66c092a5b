/** What an image is and where it may come from: headers, formats, sizes and guarded addresses. */
@NullMarked
package dev.llmapi.media;

import org.jspecify.annotations.NullMarked;
