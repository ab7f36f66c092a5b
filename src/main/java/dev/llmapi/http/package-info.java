/** Carries calls to providers over HTTP/1.1, under all of their clocks; fetches images guarded. */
@NullMarked
package dev.llmapi.http;

import org.jspecify.annotations.NullMarked;
