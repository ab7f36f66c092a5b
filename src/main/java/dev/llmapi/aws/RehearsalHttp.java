package dev.llmapi.aws;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Gives every request the same JSON and calls nobody: for rehearsing a client of the SDK. */
record RehearsalHttp(String json) implements SdkHttpClient {

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Answering(this::answer);
  }

  @Override
  public void close() {
    // It holds nothing.
  }

  private HttpExecuteResponse answer() {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    var head =
        SdkHttpResponse.builder()
            .statusCode(200)
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("Content-Length", Integer.toString(body.length))
            .build();
    return HttpExecuteResponse.builder()
        .response(head)
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
        .build();
  }

  private record Answering(Supplier<HttpExecuteResponse> answer) implements ExecutableHttpRequest {

    @Override
    public HttpExecuteResponse call() {
      return answer.get();
    }

    @Override
    public void abort() {
      // It has ended already.
    }
  }
}
