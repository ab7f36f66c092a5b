package dev.llmapi.pipeline;

import dev.llmapi.door.HttpExchange;
import dev.llmapi.door.ResponseBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client that keeps what it is sent, by flushes, until it hangs up. */
class RecordingExchange implements HttpExchange {

  private final BlockingQueue<String> flushed = new LinkedBlockingQueue<>();
  private volatile boolean gone;

  /** What was sent with the next flush, waited for. */
  String take() throws InterruptedException {
    String text = flushed.poll(10, TimeUnit.SECONDS);
    if (text == null) {
      throw new AssertionError("nothing was sent");
    }
    return text;
  }

  int pending() {
    return flushed.size();
  }

  void hangUp() {
    gone = true;
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/chat/completions";
  }

  @Override
  public @Nullable String header(String name) {
    return null;
  }

  @Override
  public byte[] body() {
    return new byte[0];
  }

  @Override
  public int bodyLength() {
    return 0;
  }

  @Override
  public boolean isClientGone() {
    return gone;
  }

  @Override
  public void respond(int status, Map<String, String> headers, byte[] bytes, int from, int length) {
    flushed.add(new String(bytes, from, length, StandardCharsets.UTF_8));
  }

  @Override
  public ResponseBody open(int status, Map<String, String> headers, long contentLength)
      throws IOException {
    requireClient();
    return new Sent();
  }

  private void requireClient() throws IOException {
    if (gone) {
      throw new IOException("hung up");
    }
  }

  private final class Sent implements ResponseBody {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      requireClient();
      written.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
      requireClient();
      if (written.size() > 0) {
        flushed.add(written.toString(StandardCharsets.UTF_8));
        written.reset();
      }
    }

    @Override
    public void close() throws IOException {
      flush();
    }

    @Override
    public void abort(Throwable reason) {
      gone = true;
    }
  }
}
