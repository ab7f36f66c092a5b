package dev.llmapi.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The provider's end of one connection, down to the bytes. */
public final class Line {

  private final Socket socket;
  private final OutputStream out;
  private final CountDownLatch hungUp;

  Line(Socket socket, CountDownLatch hungUp) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.hungUp = hungUp;
  }

  /** Sends bytes as they are. */
  public void bytes(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Sends text as it is. */
  public void text(String text) throws IOException {
    bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends the status line and the headers. */
  public void head(int status, Map<String, String> headers) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    text(head.append("\r\n").toString());
  }

  /** Sends one chunk of a chunked body. */
  public void chunk(byte[] bytes) throws IOException {
    text(Integer.toHexString(bytes.length) + "\r\n");
    out.write(bytes);
    text("\r\n");
  }

  /** Sends one chunk of a chunked body. */
  public void chunk(String text) throws IOException {
    chunk(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Ends a chunked body. */
  public void lastChunk() throws IOException {
    text("0\r\n\r\n");
  }

  /** Closes the connection, whatever was promised. */
  public void cut() throws IOException {
    socket.close();
  }

  /** Closes the connection with a reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Waits until the other side has closed the connection. */
  public void awaitHangUp() throws InterruptedException {
    hungUp.await();
  }
}
