package dev.llmapi.app.lambda;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's Runtime API on the loopback: hands out the events it was given, then hangs up, and keeps
 * what it was told.
 *
 * <p>Answers to {@code /next} have a Content-Type, without which AWS's own client crashes.
 */
final class FakeRuntimeApi implements AutoCloseable {

  static final String PREFIX = "/2018-06-01/runtime";
  static final String TRACE_ID = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0";

  /** Far away. */
  static final long DEADLINE_MILLIS = 4_102_444_800_000L;

  private static final byte[] OK = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);
  private static final long PATIENCE_SECONDS = 20;

  private final ServerSocket server;
  private final BlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> chunks = new LinkedBlockingQueue<>();
  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger invocations = new AtomicInteger();
  private volatile int postStatus = 202;
  private volatile int restoreStatus = 200;
  private volatile long deadlineMillis = DEADLINE_MILLIS;
  private volatile boolean hangsUpAtFirstChunk;
  private volatile boolean waitsForEvents;
  private volatile CountDownLatch restoreGate = new CountDownLatch(0);

  /** One request, whole; its path without the prefix. */
  @SuppressWarnings("ArrayRecordComponent") // It carries bytes; nothing compares it.
  record Call(
      int connection,
      String line,
      Map<String, String> headers,
      List<Integer> chunkSizes,
      byte[] body,
      Map<String, String> trailers,
      long nanoTime) {

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  FakeRuntimeApi(byte[]... events) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    for (byte[] event : events) {
      deliver(event);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** For {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  void deliver(byte[] event) {
    events.add(event);
  }

  void answerPostsWith(int status) {
    postStatus = status;
  }

  void answerRestoreWith(int status) {
    restoreStatus = status;
  }

  /**
   * Lets {@code /restore/next} wait for {@link #restore}, as it does while the snapshot is kept.
   */
  void holdRestore() {
    restoreGate = new CountDownLatch(1);
  }

  void restore() {
    restoreGate.countDown();
  }

  void endInvocationsAt(Instant deadline) {
    deadlineMillis = deadline.toEpochMilli();
  }

  /** Behaves as when the client of a streamed answer goes away. */
  void hangUpAtFirstChunk() {
    hangsUpAtFirstChunk = true;
  }

  /** Lets {@code /next} wait for a further event, as Lambda does, where it would hang up. */
  void waitForEvents() {
    waitsForEvents = true;
  }

  /** Waits for the next chunk of an answer, whose end may be still to come. */
  String awaitChunk() {
    return await(chunks, "chunk");
  }

  /** Waits for the first call whose line ends so, and forgets those before it. */
  Call awaitCall(String end) {
    Call call = await(calls, "call to " + end);
    while (!call.line().endsWith(end)) {
      call = await(calls, "call to " + end + " after " + call.line());
    }
    return call;
  }

  /** The calls so far that no one has waited for. */
  List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The only call so far whose line ends so. */
  Call callTo(String end) {
    List<Call> found = calls.stream().filter(call -> call.line().endsWith(end)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " calls to " + end + " among " + lines());
    }
    return found.getFirst();
  }

  List<String> lines() {
    return calls.stream().map(Call::line).toList();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private static <T> T await(BlockingQueue<T> queue, String what) {
    try {
      T found = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (found == null) {
        throw new AssertionError("no " + what + " came");
      }
      return found;
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while waiting for a " + what, e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        int number = connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket, number));
      }
    } catch (IOException _) {
      // Closed: the test is over.
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream());
      while (answer(read(in, number), socket.getOutputStream())) {
        // One request after another, until one of the two hangs up.
      }
    } catch (EOFException | java.net.SocketException _) {
      // The runtime is done with this connection, or was told to go.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Call read(InputStream in, int number) throws IOException {
    String[] words = readLine(in).split(" ", 3);
    String line = words[0] + " " + words[1].replace(PREFIX, "");
    Map<String, String> headers = readHeaders(in);
    var sizes = new ArrayList<Integer>();
    byte[] body = new byte[0];
    Map<String, String> trailers = Map.of();
    if ("chunked".equals(headers.get("transfer-encoding"))) {
      body = readChunks(in, sizes);
      trailers = readHeaders(in);
    } else if (headers.containsKey("content-length")) {
      body = in.readNBytes(Integer.parseInt(headers.get("content-length")));
    }
    var call = new Call(number, line, headers, sizes, body, trailers, System.nanoTime());
    calls.add(call);
    return call;
  }

  private byte[] readChunks(InputStream in, List<Integer> sizes) throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = readSize(in); size > 0; size = readSize(in)) {
      byte[] chunk = in.readNBytes(size);
      readLine(in);
      body.writeBytes(chunk);
      sizes.add(size);
      chunks.add(new String(chunk, StandardCharsets.UTF_8));
      if (hangsUpAtFirstChunk) {
        hangsUpAtFirstChunk = false;
        throw new EOFException("as told");
      }
    }
    return body.toByteArray();
  }

  private static int readSize(InputStream in) throws IOException {
    return Integer.parseInt(readLine(in), 16);
  }

  /**
   * @return whether the connection lives on
   */
  private boolean answer(Call call, OutputStream out) throws IOException {
    return switch (call.line()) {
      case "GET /restore/next" -> {
        awaitRestore();
        yield reply(out, restoreStatus, "", new byte[0]);
      }
      case "GET /invocation/next" -> next(out);
      default -> reply(out, postStatus, "Content-Type: application/json\r\n", OK);
    };
  }

  private void awaitRestore() {
    try {
      if (!restoreGate.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody restored it");
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted before the restore", e);
    }
  }

  private boolean next(OutputStream out) throws IOException {
    byte[] event = nextEvent();
    if (event == null) {
      return false;
    }
    int number = invocations.incrementAndGet();
    String headers =
        """
        Content-Type: application/json
        Lambda-Runtime-Aws-Request-Id: id-%d
        Lambda-Runtime-Deadline-Ms: %d
        Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:api
        %s\
        """
            .formatted(
                number,
                deadlineMillis,
                number == 1 ? "Lambda-Runtime-Trace-Id: " + TRACE_ID + "\n" : "");
    return reply(out, 200, headers.replace("\n", "\r\n"), event);
  }

  private byte @Nullable [] nextEvent() {
    try {
      return waitsForEvents ? events.take() : events.poll();
    } catch (InterruptedException _) {
      return null;
    }
  }

  private static boolean reply(OutputStream out, int status, String headers, byte[] body)
      throws IOException {
    String head =
        "HTTP/1.1 %d X\r\n%sContent-Length: %d\r\n\r\n".formatted(status, headers, body.length);
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
    out.flush();
    return true;
  }

  private static Map<String, String> readHeaders(InputStream in) throws IOException {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      String[] parts = line.split(": ", 2);
      headers.put(parts[0], parts[1]);
    }
    return headers;
  }

  private static String readLine(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      line.append((char) next);
    }
    return line.substring(0, line.length() - 1);
  }
}
