package dev.llmapi.app.lambda;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One answer of the Runtime API's {@code /invocation/next}.
 *
 * @param requestId names the invocation in the path of its response
 * @param end when Lambda ends it; {@link Instant#MAX} when it does not say
 * @param traceId X-Ray's header, absent when the caller sent none
 * @param event the payload; whoever reads it may overwrite it
 */
@SuppressWarnings("ArrayRecordComponent") // It carries bytes; nothing compares it.
record Invocation(String requestId, Instant end, @Nullable String traceId, byte[] event) {}
