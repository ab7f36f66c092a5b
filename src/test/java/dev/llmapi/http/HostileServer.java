package dev.llmapi.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ServerSocketFactory;

/** A server on the loopback address that answers with whatever bytes a test wants. */
final class HostileServer implements AutoCloseable {

  /** What is written after a request's head has been read; the connection is closed then. */
  @FunctionalInterface
  interface Answer {
    void writeTo(OutputStream out, String requestHead) throws IOException;
  }

  private final ServerSocket listener;
  private final Answer answer;
  private final Queue<String> heads = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

  private HostileServer(ServerSocket listener, Answer answer) {
    this.listener = listener;
    this.answer = answer;
  }

  static HostileServer start(Answer answer) {
    return start(ServerSocketFactory.getDefault(), answer);
  }

  /** Starts with a factory of one's own, for TLS. */
  static HostileServer start(ServerSocketFactory sockets, Answer answer) {
    try {
      HostileServer server =
          new HostileServer(
              sockets.createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), answer);
      Thread.ofVirtual().start(server::acceptAll);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Answer bytes(String head, byte[] body) {
    return (out, _) -> {
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
    };
  }

  /** A whole answer of status 200. */
  static Answer image(String contentType, byte[] body) {
    return bytes(
        "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(contentType, body.length),
        body);
  }

  static Answer redirect(String location) {
    return bytes(
        "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n".formatted(location),
        new byte[0]);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** The heads of the requests that came. */
  Queue<String> heads() {
    return heads;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      String head = readHead(socket.getInputStream());
      heads.add(head);
      answer.writeTo(socket.getOutputStream(), head);
      socket.getOutputStream().flush();
      socket.shutdownOutput();
    } catch (IOException | UnsupportedOperationException gone) {
      // The client hung up, as it should on a hostile server.
    }
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no whole head");
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
