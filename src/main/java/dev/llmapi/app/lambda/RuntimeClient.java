package dev.llmapi.app.lambda;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * AWS Lambda's Runtime API, version 2018-06-01, with response streaming.
 *
 * <p>Calls share one connection as long as the Runtime API leaves it open; a streamed answer is the
 * last use of its connection. For one thread.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming">Response
 *     streaming in a custom runtime</a>
 */
final class RuntimeClient implements Closeable {

  static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
  static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";

  private static final String PREFIX = "/2018-06-01/runtime";
  private static final byte[] NOTHING = {};
  private static final Map<String, String> STREAM_HEADERS = streamHeaders();

  private final Connector connector;
  private @Nullable RuntimeConnection connection;

  /** Makes connections. */
  @FunctionalInterface
  interface Connector {
    RuntimeConnection connect() throws IOException;
  }

  RuntimeClient(Connector connector) {
    this.connector = connector;
  }

  /** Waits for the next invocation. Lambda freezes the process while this blocks. */
  Invocation next() throws IOException {
    RuntimeReply reply = get("/invocation/next");
    return new Invocation(
        reply.require("Lambda-Runtime-Aws-Request-Id"),
        end(reply.headers().get("Lambda-Runtime-Deadline-Ms")),
        reply.headers().get("Lambda-Runtime-Trace-Id"),
        reply.body());
  }

  private static Instant end(@Nullable String epochMillis) throws IOException {
    try {
      return epochMillis == null ? Instant.MAX : Instant.ofEpochMilli(Long.parseLong(epochMillis));
    } catch (NumberFormatException e) {
      throw new IOException("Lambda-Runtime-Deadline-Ms is no number", e);
    }
  }

  /** Says that the snapshot may be taken, and returns in every copy restored from it. */
  void awaitRestore() throws IOException {
    get("/restore/next");
  }

  void postInitError(RuntimeError error) throws IOException {
    post("/init/error", error);
  }

  void postRestoreError(RuntimeError error) throws IOException {
    post("/restore/error", error);
  }

  void postInvocationError(String requestId, RuntimeError error) throws IOException {
    post("/invocation/" + requestId + "/error", error);
  }

  /** Where the buffered answer to an invocation goes, JSON of at most 6 MB: closing it sends it. */
  OutputStream bufferTo(String requestId) {
    return new ByteArrayOutputStream() {
      @Override
      public void close() throws IOException {
        var headers = Map.of("Content-Type", "application/json");
        post("/invocation/" + requestId + "/response", headers, toByteArray());
      }
    };
  }

  /** Where the streamed answer to an invocation goes; nothing is sent before it is opened. */
  StreamSink streamTo(String requestId) {
    return new StreamSink() {
      @Override
      public OutputStream open() throws IOException {
        return connected()
            .writeHead("POST", PREFIX + "/invocation/" + requestId + "/response", STREAM_HEADERS);
      }

      @Override
      public void finish() throws IOException {
        try {
          requireAccepted(connected().readReply());
        } finally {
          close();
        }
      }

      @Override
      public void abandon() {
        close();
      }
    };
  }

  /** Closes the connection; the next call makes a new one. */
  @Override
  public void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  private RuntimeReply get(String path) throws IOException {
    RuntimeReply reply = call("GET", path, Map.of(), NOTHING);
    if (reply.status() != 200) {
      throw new IOException("the Runtime API answered " + path + " with " + reply.status());
    }
    return reply;
  }

  private void post(String path, RuntimeError error) throws IOException {
    var headers = Map.of("Content-Type", "application/json", ERROR_TYPE, error.kind().type());
    post(path, headers, error.toJson());
  }

  private void post(String path, Map<String, String> headers, byte[] body) throws IOException {
    var all = new LinkedHashMap<>(headers);
    all.put("Content-Length", Integer.toString(body.length));
    requireAccepted(call("POST", path, all, body));
  }

  private RuntimeReply call(String method, String path, Map<String, String> headers, byte[] body)
      throws IOException {
    try {
      RuntimeConnection open = connected();
      open.writeHead(method, PREFIX + path, headers).write(body);
      RuntimeReply reply = open.readReply();
      if (reply.closesConnection()) {
        close();
      }
      return reply;
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private RuntimeConnection connected() throws IOException {
    RuntimeConnection open = connection == null ? connector.connect() : connection;
    connection = open;
    return open;
  }

  private static void requireAccepted(RuntimeReply reply) throws IOException {
    if (reply.status() != 202) {
      throw new AnswerRefusedException(reply.status());
    }
  }

  private static Map<String, String> streamHeaders() {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/vnd.awslambda.http-integration-response");
    headers.put("Lambda-Runtime-Function-Response-Mode", "streaming");
    headers.put("Transfer-Encoding", "chunked");
    headers.put("Trailer", ERROR_TYPE + ", " + ERROR_BODY);
    return headers;
  }
}
