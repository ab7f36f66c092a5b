package dev.llmapi.app.local;

import dev.llmapi.door.HttpExchange;
import dev.llmapi.door.ResponseBody;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request of Helidon's server. For one thread. */
final class HelidonExchange implements HttpExchange {

  private final ServerRequest request;
  private final ServerResponse response;
  private final ClientInput client;
  private final byte[] body;
  private final int bodyLength;
  private @Nullable Throwable aborted;

  HelidonExchange(
      ServerRequest request,
      ServerResponse response,
      ClientInput client,
      byte[] body,
      int bodyLength) {
    this.request = request;
    this.response = response;
    this.client = client;
    this.body = body;
    this.bodyLength = bodyLength;
  }

  @Override
  public String method() {
    return request.prologue().method().text();
  }

  @Override
  public String path() {
    return request.path().path();
  }

  @Override
  public @Nullable String query(String name) {
    return request.query().first(name).orElse(null);
  }

  @Override
  public @Nullable String header(String name) {
    return request.headers().first(HeaderNames.create(name)).orElse(null);
  }

  @Override
  public byte[] body() {
    return body;
  }

  @Override
  public int bodyLength() {
    return bodyLength;
  }

  @Override
  public boolean isClientGone() {
    return client.isGone();
  }

  @Override
  public void respond(int status, Map<String, String> headers, byte[] bytes, int from, int length)
      throws IOException {
    head(status, headers);
    try {
      if (method().equals("HEAD")) {
        response.contentLength(length);
        response.send();
      } else {
        response.send(bytes, from, length);
      }
    } catch (UncheckedIOException | CloseConnectionException e) {
      throw new IOException("the client is gone", e);
    }
  }

  @Override
  public ResponseBody open(int status, Map<String, String> headers, long contentLength) {
    head(status, headers);
    if (contentLength >= 0) {
      response.contentLength(contentLength);
    }
    return new Streamed(response.outputStream());
  }

  private void head(int status, Map<String, String> headers) {
    response.status(status);
    headers.forEach((name, value) -> response.header(HeaderNames.create(name), value));
  }

  /**
   * Ends the connection where the answer was broken off, or the client asked for it.
   *
   * @throws CloseConnectionException then; Helidon closes without writing more
   */
  void finish() {
    if (aborted != null) {
      throw new CloseConnectionException("the answer was broken off", aborted);
    }
    if (isClientGone()) {
      throw new CloseConnectionException("the client is gone");
    }
    if (isLastRequest()) {
      throw new CloseConnectionException("the client wants no more of it"); // Helidon keeps it.
    }
  }

  /** The option stands in any case, and may be one of several (RFC 9110, 7.6.1). */
  private boolean isLastRequest() {
    String options = request.headers().first(HeaderNames.CONNECTION).orElse("");
    return !options.isEmpty()
        && Arrays.stream(options.split(",")).anyMatch(it -> it.strip().equalsIgnoreCase("close"));
  }

  private final class Streamed implements ResponseBody {
    private static final int PIECE_BYTES = 64 << 10;

    private final OutputStream out;

    Streamed(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        if (from == 0) {
          out.write(bytes, 0, length);
        } else {
          writePieces(bytes, from, from + length);
        }
      } catch (UncheckedIOException | CloseConnectionException e) {
        throw new IOException("the client is gone", e);
      }
    }

    /**
     * Copies what does not begin at an array's start: Helidon 4.3.3 takes the end of such a piece
     * for its length ({@code FixedBufferData.writeTo}).
     */
    private void writePieces(byte[] bytes, int from, int to) throws IOException {
      byte[] piece = new byte[Math.min(PIECE_BYTES, to - from)];
      for (int at = from; at < to; at += piece.length) {
        int count = Math.min(piece.length, to - at);
        System.arraycopy(bytes, at, piece, 0, count);
        out.write(piece, 0, count);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (UncheckedIOException | CloseConnectionException e) {
        throw new IOException("the client is gone", e);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        if (aborted == null) {
          out.close();
        }
      } catch (UncheckedIOException | CloseConnectionException e) {
        throw new IOException("the client is gone", e);
      }
    }

    @Override
    public void abort(Throwable reason) {
      aborted = reason;
    }
  }
}
