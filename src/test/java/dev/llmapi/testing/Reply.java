package dev.llmapi.testing;

import java.io.IOException;

/** What a fake provider does with one request. */
@FunctionalInterface
public interface Reply {

  /** Answers, or does whatever a provider may do in place of answering. */
  void to(Received request, Line line) throws IOException, InterruptedException;

  /** This reply, and another thing after it. */
  default Reply then(Reply next) {
    return (request, line) -> {
      to(request, line);
      next.to(request, line);
    };
  }
}
