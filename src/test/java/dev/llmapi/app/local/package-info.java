/** The local server: limits, HTTP/1.1, its clients' hang-ups, its end. */
@NullMarked
package dev.llmapi.app.local;

import org.jspecify.annotations.NullMarked;
