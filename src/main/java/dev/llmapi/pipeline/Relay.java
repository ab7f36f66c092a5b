package dev.llmapi.pipeline;

import dev.llmapi.model.Body;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Target;
import dev.llmapi.provider.UpstreamReply;
import java.io.IOException;

/**
 * How a request goes to a provider and its answer comes back: by passing the bytes on where both
 * sides speak one format, by translation where they do not. Thread-safe.
 */
interface Relay {

  /**
   * The body for the provider.
   *
   * @throws FailureException when it cannot be said in the provider's format
   */
  Body request(ChatRequest request, Target target);

  /** What an error answer means. */
  Failure readError(int status, Slice body);

  /**
   * Passes a whole answer on.
   *
   * @throws FailureException when the answer is not one and nothing has gone out yet
   * @throws IOException when the client is gone
   */
  Outcome answer(Call call, UpstreamReply reply) throws IOException;

  /**
   * Passes a stream on. A failure after the first event is told in the stream.
   *
   * @throws FailureException when the stream fails before its first event
   */
  Outcome stream(Call call, UpstreamReply reply, ClientStream client);
}
