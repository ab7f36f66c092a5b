package dev.llmapi.pipeline;

import dev.llmapi.door.HttpExchange;
import dev.llmapi.door.ResponseBody;
import dev.llmapi.store.KeptAnswer;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes an exchange on and keeps what is answered, a stream's events too. The last bytes go out
 * when the end has been told of, so that nobody who has his answer finds the call still running.
 * For one thread.
 */
final class KeepingExchange implements HttpExchange {

  private static final byte[] NOTHING = {};

  private final HttpExchange exchange;
  private final Consumer<KeepingExchange> ending;
  private final KeptBytes kept;
  private int status;
  private Map<String, String> headers = Map.of();
  private boolean whole;
  private boolean ended;
  private boolean aborted;

  /**
   * @param kept an answer that is too long for it is passed on and not kept
   * @param ending is called once, before the last bytes of a whole answer go out, or by {@link
   *     #end}
   */
  KeepingExchange(HttpExchange exchange, KeptBytes kept, Consumer<KeepingExchange> ending) {
    this.exchange = exchange;
    this.kept = kept;
    this.ending = ending;
  }

  /** Tells of the end, unless that was done. */
  void end() {
    if (!ended) {
      ended = true;
      try {
        ending.accept(this);
      } finally {
        kept.clear();
      }
    }
  }

  /** The answer, if it is whole and was not too long. */
  Optional<KeptAnswer> answer() {
    return isWhole() && !kept.isTooLong()
        ? Optional.of(new KeptAnswer(status, headers, kept.body()))
        : Optional.empty();
  }

  /** Whether the call was answered, to the answer's end. */
  boolean isWhole() {
    return whole && status == 200;
  }

  private void begin(int answered, Map<String, String> sent) {
    status = answered;
    headers = Map.copyOf(sent);
  }

  @Override
  public void respond(int answered, Map<String, String> sent, byte[] bytes, int from, int length)
      throws IOException {
    begin(answered, sent);
    kept.add(bytes, from, length);
    whole = true;
    end();
    exchange.respond(answered, sent, bytes, from, length);
  }

  @Override
  public ResponseBody open(int answered, Map<String, String> sent, long contentLength)
      throws IOException {
    begin(answered, sent);
    return new Kept(exchange.open(answered, sent, contentLength));
  }

  /** Is one write behind what it is given, until it is flushed or closed. */
  private final class Kept implements ResponseBody {

    private final ResponseBody body;
    private byte[] heldBack = NOTHING;

    Kept(ResponseBody body) {
      this.body = body;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      kept.add(bytes, from, length);
      writeHeldBack();
      heldBack = Arrays.copyOfRange(bytes, from, from + length);
    }

    private void writeHeldBack() throws IOException {
      if (heldBack.length > 0) {
        body.write(heldBack, 0, heldBack.length);
        heldBack = NOTHING;
      }
    }

    @Override
    public void flush() throws IOException {
      writeHeldBack();
      body.flush();
    }

    @Override
    public void close() throws IOException {
      whole = !aborted;
      end();
      writeHeldBack();
      body.close();
    }

    @Override
    public void abort(Throwable reason) {
      aborted = true;
      body.abort(reason);
    }
  }

  @Override
  public void answerFailed() {
    aborted = true;
    exchange.answerFailed();
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
