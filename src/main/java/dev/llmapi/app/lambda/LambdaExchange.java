package dev.llmapi.app.lambda;

import dev.llmapi.door.HttpExchange;
import org.jspecify.annotations.Nullable;

/** An HTTP exchange whose request came as a Lambda event. For one thread. */
abstract sealed class LambdaExchange implements HttpExchange
    permits StreamedExchange, BufferedExchange {

  private final ProxyRequest request;

  LambdaExchange(ProxyRequest request) {
    this.request = request;
  }

  /**
   * The handler has returned: completes the answer.
   *
   * @throws Exception what the handler aborted its answer with, or {@link IllegalStateException}
   *     when it gave none or did not end it
   */
  abstract void finish() throws Exception;

  /**
   * Breaks off what has begun.
   *
   * @return whether a byte of the answer was sent, so that no other answer is possible
   */
  abstract boolean breakOff(Throwable reason);

  static Exception rethrowable(Throwable reason) {
    return switch (reason) {
      case Error error -> throw error;
      case Exception exception -> exception;
      default -> new IllegalStateException(reason);
    };
  }

  @Override
  public final String method() {
    return request.method();
  }

  @Override
  public final String path() {
    return request.path();
  }

  @Override
  public final @Nullable String header(String name) {
    return request.headers().get(name);
  }

  @Override
  public final byte[] body() {
    return request.body();
  }

  @Override
  public final int bodyLength() {
    return request.bodyBytes();
  }
}
