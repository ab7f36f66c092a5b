package dev.llmapi.aws.dynamodb;

import java.io.IOException;
import java.util.function.Supplier;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** An HTTP client on a bad line: requests get lost, and answers to requests that were obeyed. */
final class FaultyHttp implements SdkHttpClient {

  /** What becomes of one request. */
  enum Fate {
    ARRIVES,
    REQUEST_IS_LOST,
    ANSWER_IS_LOST
  }

  private final SdkHttpClient line;
  private final Supplier<Fate> fates;

  FaultyHttp(SdkHttpClient line, Supplier<Fate> fates) {
    this.line = line;
    this.fates = fates;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = line.prepareRequest(request);
    Fate fate = fates.get();
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        if (fate == Fate.REQUEST_IS_LOST) {
          throw new IOException("the request was lost");
        }
        HttpExecuteResponse response = prepared.call();
        if (fate == Fate.ANSWER_IS_LOST) {
          response.responseBody().ifPresent(AbortableInputStream::abort);
          throw new IOException("the answer was lost");
        }
        return response;
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  @Override
  public void close() {
    line.close();
  }
}
