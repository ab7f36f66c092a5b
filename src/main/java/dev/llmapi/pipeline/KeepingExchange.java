package dev.llmapi.pipeline;

import dev.llmapi.door.HttpExchange;
import dev.llmapi.door.ResponseBody;
import dev.llmapi.model.Body;
import dev.llmapi.store.KeptAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Passes an exchange on and keeps what is answered, a stream's events too. For one thread. */
final class KeepingExchange implements HttpExchange {

  private final HttpExchange exchange;
  private final int mostBytes;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private int status;
  private Map<String, String> headers = Map.of();
  private boolean whole;
  private boolean tooLong;

  /**
   * @param mostBytes a longer answer is passed on and not kept
   */
  KeepingExchange(HttpExchange exchange, int mostBytes) {
    this.exchange = exchange;
    this.mostBytes = mostBytes;
  }

  /** The answer, if it went out whole and was not too long. */
  Optional<KeptAnswer> answer() {
    return whole && !tooLong
        ? Optional.of(new KeptAnswer(status, headers, Body.of(kept.toByteArray())))
        : Optional.empty();
  }

  int status() {
    return status;
  }

  private void begin(int answered, Map<String, String> sent) {
    status = answered;
    headers = Map.copyOf(sent);
  }

  private void keep(byte[] bytes, int from, int length) {
    tooLong |= kept.size() + length > mostBytes;
    if (!tooLong) {
      kept.write(bytes, from, length);
    }
  }

  @Override
  public void respond(int answered, Map<String, String> sent, byte[] bytes, int from, int length)
      throws IOException {
    begin(answered, sent);
    keep(bytes, from, length);
    exchange.respond(answered, sent, bytes, from, length);
    whole = true;
  }

  @Override
  public ResponseBody open(int answered, Map<String, String> sent, long contentLength)
      throws IOException {
    begin(answered, sent);
    ResponseBody body = exchange.open(answered, sent, contentLength);
    return new ResponseBody() {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        keep(bytes, from, length);
        body.write(bytes, from, length);
      }

      @Override
      public void flush() throws IOException {
        body.flush();
      }

      @Override
      public void close() throws IOException {
        body.close();
        whole = true;
      }

      @Override
      public void abort(Throwable reason) {
        tooLong = true;
        body.abort(reason);
      }
    };
  }

  @Override
  public String method() {
    return exchange.method();
  }

  @Override
  public String path() {
    return exchange.path();
  }

  @Override
  public @Nullable String query(String name) {
    return exchange.query(name);
  }

  @Override
  public @Nullable String header(String name) {
    return exchange.header(name);
  }

  @Override
  public byte[] body() {
    return exchange.body();
  }

  @Override
  public int bodyLength() {
    return exchange.bodyLength();
  }

  @Override
  public Optional<Instant> deadline() {
    return exchange.deadline();
  }

  @Override
  public boolean isClientGone() {
    return exchange.isClientGone();
  }
}
