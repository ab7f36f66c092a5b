package dev.llmapi.app.lambda;

import dev.llmapi.door.HttpExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An HTTP exchange whose request came as a Lambda event. For one thread. */
abstract sealed class LambdaExchange implements HttpExchange
    permits StreamedExchange, BufferedExchange {

  /** What is left of an invocation to tell the client that time has run out. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final ProxyRequest request;
  private final Instant end;

  /**
   * @param end when Lambda ends the invocation; {@link Instant#MAX} for never
   */
  LambdaExchange(ProxyRequest request, Instant end) {
    this.request = request;
    this.end = end;
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
  public final Optional<Instant> deadline() {
    return end.equals(Instant.MAX) ? Optional.empty() : Optional.of(end.minus(FAREWELL));
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
  public final @Nullable String query(String name) {
    return request.query().get(name);
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
