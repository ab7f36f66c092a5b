package dev.llmapi.app.local;

import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads the bodies of requests, up to a length. Thread-safe.
 *
 * @param maxBodyBytes longer ones are refused
 */
record BodyReader(int maxBodyBytes) {

  private static final int FIRST_CHUNKED_BYTES = 16 << 10;

  // Helidon's body reads what is left of it when it is closed, so it is closed at its end alone.

  /**
   * The length of the body as it is told, once and as a number: where two readers may find its end
   * in two places, one request can be hidden within another (RFC 9112, 6.3 and 11.2).
   *
   * @return -1 where none is told
   * @throws FailureException when it is told wrongly
   */
  static long toldLength(ServerRequest request) {
    ServerRequestHeaders headers = request.headers();
    if (!headers.contains(HeaderNames.CONTENT_LENGTH)) {
      return -1;
    }
    Header told = headers.get(HeaderNames.CONTENT_LENGTH);
    if (told.valueCount() > 1
        || headers.contains(HeaderNames.TRANSFER_ENCODING)
        || !told.get().chars().allMatch(each -> each >= '0' && each <= '9')) {
      throw FailureException.of(
          FailureKind.BAD_REQUEST,
          "The request must tell the length of its body once, and in digits.");
    }
    return headers.contentLength().orElse(-1);
  }

  /**
   * Reads a body whose length was told.
   *
   * @throws FailureException when the client ends before it has sent all of it
   */
  static void readFully(ServerRequest request, byte[] body, int length) throws IOException {
    if (length == 0) {
      return;
    }
    InputStream in = request.content().inputStream();
    if (readBytes(in, body, length) < length) {
      throw cutShort();
    }
    in.close();
  }

  private static int readBytes(InputStream in, byte[] body, int length) throws IOException {
    try {
      return in.readNBytes(body, 0, length);
    } catch (InsufficientDataAvailableException e) {
      throw cutShort(); // Helidon's own end of the connection is no IOException.
    }
  }

  private static FailureException cutShort() {
    return FailureException.of(
        FailureKind.BAD_REQUEST, "The body is shorter than its content-length.");
  }

  /**
   * Reads a body that comes in chunks; there is none where nothing announces it.
   *
   * @throws FailureException when it is too long, or its chunks are not proper
   */
  byte[] readChunked(ServerRequest request) throws IOException {
    if (!request.headers().contains(HeaderNames.TRANSFER_ENCODING)) {
      return new byte[0];
    }
    InputStream in = request.content().inputStream();
    byte[] body = new byte[FIRST_CHUNKED_BYTES];
    int length = 0;
    while (true) {
      length += readChunks(in, body, length);
      if (length > maxBodyBytes) {
        discard(in);
        throw new FailureException(tooLarge());
      }
      if (length < body.length) {
        in.close();
        return Arrays.copyOf(body, length);
      }
      body = Arrays.copyOf(body, body.length * 2);
    }
  }

  private static int readChunks(InputStream in, byte[] body, int from) throws IOException {
    try {
      return in.readNBytes(body, from, body.length - from);
    } catch (CloseConnectionException | InsufficientDataAvailableException e) {
      throw e;
    } catch (RuntimeException e) {
      // Helidon tells bad framing by several exceptions, and would go on to read what is left.
      throw FailureException.of(
          FailureKind.BAD_REQUEST, "The body's chunks are not proper HTTP/1.1.");
    }
  }

  Failure tooLarge() {
    return Failure.of(
        FailureKind.TOO_LARGE,
        "The body is longer than the limit of %d bytes (server.max_body_bytes)."
            .formatted(maxBodyBytes));
  }

  /** As {@link #discard(InputStream)}, the request's own body. */
  void discard(ServerRequest request) {
    try {
      discard(request.content().inputStream());
    } catch (IOException | RequestException e) {
      throw new CloseConnectionException("the body broke off", e);
    }
  }

  /**
   * Reads what is left of a body that is refused, within bounds: closing at once would reset the
   * connection, and the answer on its way with it.
   */
  private void discard(InputStream in) throws IOException {
    byte[] unwanted = new byte[FIRST_CHUNKED_BYTES];
    for (long left = maxBodyBytes; left > 0; ) {
      int count = in.read(unwanted);
      if (count < 0) {
        return;
      }
      left -= count;
    }
  }
}
