/** The HTTP client against hosts that answer well and badly. */
@NullMarked
package dev.llmapi.http;

import org.jspecify.annotations.NullMarked;
