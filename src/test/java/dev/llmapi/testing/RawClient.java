package dev.llmapi.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A client of the gateway over a bare socket: it sees what was sent, whether it was whole, and can
 * hang up at any time. For one thread.
 */
public final class RawClient implements AutoCloseable {

  /** Longer than anything takes: a test that waits so long fails in place of hanging. */
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;

  public RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends bytes as they are. */
  public void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** Sends a POST of JSON with these header lines, each ended by a line feed. */
  public void post(String path, String headerLines, String body) throws IOException {
    send(
        "POST %s HTTP/1.1\r\nhost: gateway\r\n%scontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s"
            .formatted(
                path,
                headerLines.replace("\n", "\r\n"),
                body.getBytes(StandardCharsets.UTF_8).length,
                body));
  }

  /** Reads the status line and the headers. */
  public Answer.Head readHead() throws IOException {
    String status = HttpReader.readLine(in);
    Map<String, String> headers = HttpReader.readHeaders(in);
    return new Answer.Head(Integer.parseInt(status.split(" ", 3)[1]), headers);
  }

  /** Reads a whole answer, or as much of it as comes. */
  public Answer readAnswer() throws IOException {
    Answer.Head head = readHead();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    boolean whole;
    if ("chunked".equals(head.headers().get("transfer-encoding"))) {
      whole = readChunks(body);
    } else {
      int length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
      body.write(in.readNBytes(length));
      whole = body.size() == length;
    }
    return new Answer(head, body.toString(StandardCharsets.UTF_8), whole);
  }

  /** Reads what is left of a chunked answer of which the head and this beginning are read. */
  public Answer readRest(Answer.Head head, String beginning) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(beginning.getBytes(StandardCharsets.UTF_8));
    boolean whole = readChunks(body);
    return new Answer(head, body.toString(StandardCharsets.UTF_8), whole);
  }

  private boolean readChunks(ByteArrayOutputStream body) throws IOException {
    try {
      for (byte[] chunk = readChunk(); chunk.length > 0; chunk = readChunk()) {
        body.write(chunk);
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Reads the next chunk; empty at the body's end. */
  private byte[] readChunk() throws IOException {
    int length = Integer.parseInt(HttpReader.readLine(in), 16);
    byte[] chunk = in.readNBytes(length);
    if (chunk.length < length || !HttpReader.readLine(in).isEmpty()) {
      throw new EOFException();
    }
    return chunk;
  }

  /** Reads chunks of an answer whose head is read, until they hold the text. */
  public String readUntil(String text) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (!body.toString(StandardCharsets.UTF_8).contains(text)) {
      byte[] chunk = readChunk();
      if (chunk.length == 0) {
        throw new EOFException("the answer ended without " + text);
      }
      body.write(chunk);
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  /** Sends nothing more; answers can still be read. */
  public void endInput() throws IOException {
    socket.shutdownOutput();
  }

  /** Whether the gateway has closed the connection, waited for. */
  public boolean isClosedByPeer() throws IOException {
    try {
      return in.read() < 0;
    } catch (java.net.SocketException e) {
      return true;
    }
  }

  /** Sends no more, and waits until the gateway has closed the connection too. */
  public void sendNoMore() throws IOException {
    socket.shutdownOutput();
    boolean closed = isClosedByPeer();
    while (!closed) {
      closed = isClosedByPeer();
    }
  }

  /** Hangs up. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
