/** Tests of the HTTP client. */
@NullMarked
package dev.llmapi.http;

import org.jspecify.annotations.NullMarked;
