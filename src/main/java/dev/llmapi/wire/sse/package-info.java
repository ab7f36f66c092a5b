/** The framing of server-sent events, both ways. */
@NullMarked
package dev.llmapi.wire.sse;

import org.jspecify.annotations.NullMarked;
