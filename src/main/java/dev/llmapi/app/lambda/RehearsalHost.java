package dev.llmapi.app.lambda;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands in for the providers' hosts on the loopback, so that the HTTP client and each provider's
 * format are rehearsed too. A request that accepts a stream gets its path's events, any other its
 * path's JSON.
 */
final class RehearsalHost implements Closeable {

  private static final String STREAM = "text/event-stream";
  private static final int BACKLOG = 10;

  private final List<Answer> answers;
  private final ServerSocket server;
  private final AtomicLong requests = new AtomicLong();

  /** One line of {@code rehearsal.answers}: a whole JSON answer, or one event of a stream. */
  private record Answer(String path, String type, String data) {

    static Answer of(String line) {
      String[] words = line.split(" ", 3);
      return new Answer(words[0], words[1], words[2]);
    }
  }

  /** What can be told of a request from its head. */
  private record Head(String path, boolean stream, int length) {}

  RehearsalHost(List<String> lines) throws IOException {
    answers = lines.stream().map(Answer::of).toList();
    server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** Where it is, without a path. */
  String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** How many have come so far. */
  long requests() {
    return requests.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException _) {
      // Closed: the rehearsal is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      for (var head = readHead(in); head.isPresent(); head = readHead(in)) {
        requests.incrementAndGet();
        in.skipNBytes(head.get().length());
        out.write(answer(head.get()).getBytes(StandardCharsets.UTF_8));
      }
    } catch (EOFException | SocketException _) {
      // The client has closed its pool.
    } catch (IOException e) {
      throw new IllegalStateException("the rehearsal's own host failed", e);
    }
  }

  private String answer(Head head) {
    List<String> data = new ArrayList<>();
    for (Answer each : answers) {
      if (each.path().equals(head.path()) && each.type().equals(STREAM) == head.stream()) {
        data.add(head.stream() ? "data: " + each.data() + "\n\n" : each.data());
      }
    }
    String body = String.join("", data);
    return "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(
            data.isEmpty() ? "404 Not Found" : "200 OK",
            head.stream() ? STREAM : "application/json",
            body.length(),
            body);
  }

  private static Optional<Head> readHead(InputStream in) throws IOException {
    String request = readLine(in);
    if (request.isEmpty()) {
      return Optional.empty();
    }
    boolean stream = false;
    int length = 0;
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      String header = line.toLowerCase(Locale.ROOT);
      stream |= header.equals("accept: " + STREAM);
      if (header.startsWith("content-length: ")) {
        length = Integer.parseInt(header.substring("content-length: ".length()));
      }
    }
    String target = request.split(" ", 3)[1];
    int query = target.indexOf('?');
    return Optional.of(new Head(query < 0 ? target : target.substring(0, query), stream, length));
  }

  /** Empty at the end of the connection too. */
  private static String readLine(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
