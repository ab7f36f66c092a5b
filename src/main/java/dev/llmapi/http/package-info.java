/** Carries a call to a provider over HTTP/1.1, under all of its clocks. */
@NullMarked
package dev.llmapi.http;

import org.jspecify.annotations.NullMarked;
