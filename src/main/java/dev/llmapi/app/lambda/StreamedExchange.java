package dev.llmapi.app.lambda;

import dev.llmapi.door.ResponseBody;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers through a response stream; a whole answer is a stream with one flush. */
final class StreamedExchange extends LambdaExchange {

  private final StreamSink sink;
  private @Nullable ResponseStream answer;

  StreamedExchange(ProxyRequest request, Instant end, StreamSink sink) {
    super(request, end);
    this.sink = sink;
  }

  @Override
  public boolean isClientGone() {
    return answer != null && answer.clientGone();
  }

  @Override
  public void respond(int status, Map<String, String> headers, byte[] bytes, int from, int length)
      throws IOException {
    try (ResponseBody body = open(status, headers, length)) {
      body.write(bytes, from, length);
    }
  }

  @Override
  public ResponseBody open(int status, Map<String, String> headers, long contentLength)
      throws IOException {
    if (answer != null) {
      throw new IllegalStateException("the request was answered already");
    }
    answer = new ResponseStream(sink, status, headers);
    return answer;
  }

  @Override
  void finish() throws Exception {
    if (answer == null) {
      throw new IllegalStateException("the handler gave no answer");
    }
    if (answer.failure() != null) {
      throw rethrowable(answer.failure());
    }
    if (!answer.ended()) {
      throw new IllegalStateException("the handler did not end its answer");
    }
  }

  @Override
  boolean breakOff(Throwable reason) {
    if (answer == null) {
      return false;
    }
    answer.abort(reason);
    return answer.committed();
  }
}
