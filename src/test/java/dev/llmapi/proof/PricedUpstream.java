package dev.llmapi.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A provider that charges for every call that reaches it, whole, from the moment that it has read
 * it: also where nobody is left to take the answer, unless the model's name begins with {@code
 * fair}. It speaks OpenAI's format, keeps to the output limit unless the model's name begins with
 * {@code overrun}, and tells at {@code /count/MODEL} what it has charged for: tokens, calls, and
 * calls under way of the user {@code doomed}.
 */
final class PricedUpstream implements AutoCloseable {

  /** The user that calls to gateways name which are going to be killed. */
  static final String DOOMED = "doomed";

  /** How the names of models begin that cost nothing where nobody takes the answer. */
  static final String FAIR = "fair-";

  private static final int OVERRUN = 10;
  private static final int BACKLOG = 2_000;

  /** A doomed call is under way until its gateway is killed. */
  private static final Duration DOOMED_PAUSE = Duration.ofSeconds(90);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Duration pause;
  private final Map<String, Count> counts = new ConcurrentHashMap<>();

  /** What a model was used for. */
  private record Count(AtomicLong tokens, AtomicLong calls, AtomicLong doomed) {
    Count() {
      this(new AtomicLong(), new AtomicLong(), new AtomicLong());
    }
  }

  private PricedUpstream(HttpServer server, Duration pause) {
    this.server = server;
    this.pause = pause;
  }

  /**
   * Starts it.
   *
   * @param port 0 for any
   * @param pause before the answer, and again before its end
   */
  static PricedUpstream start(int port, Duration pause) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    PricedUpstream upstream = new PricedUpstream(server, pause);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/chat/completions", upstream::chat);
    server.createContext("/count/", upstream::count);
    server.start();
    return upstream;
  }

  /** Serves until it is killed. Arguments: the port, and the pause in milliseconds. */
  public static void main(String[] arguments) throws IOException {
    var _ =
        start(Integer.parseInt(arguments[0]), Duration.ofMillis(Integer.parseInt(arguments[1])));
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void chat(HttpExchange exchange) throws IOException {
    JsonNode asked = JSON.readTree(exchange.getRequestBody());
    String model = asked.path("model").asText();
    int limit = asked.path("max_completion_tokens").asInt(Shape.USED_TOKENS);
    int used = model.startsWith("overrun") ? OVERRUN * limit : Math.min(Shape.USED_TOKENS, limit);
    Count count = counts.computeIfAbsent(model, _ -> new Count());
    boolean doomed = asked.path("user").asText().equals(DOOMED);
    // A doomed gateway is dead before the answer begins.
    count.tokens().addAndGet(doomed && model.startsWith(FAIR) ? 0 : used);
    count.calls().incrementAndGet();
    count.doomed().addAndGet(doomed ? 1 : 0);
    try (exchange) {
      Thread.sleep(doomed ? DOOMED_PAUSE : pause);
      answer(exchange, asked.path("stream").asBoolean(), used);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      count.doomed().addAndGet(doomed ? -1 : 0);
    }
  }

  private void answer(HttpExchange exchange, boolean stream, int used)
      throws IOException, InterruptedException {
    exchange
        .getResponseHeaders()
        .add("content-type", stream ? "text/event-stream" : "application/json");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    String head = "\"id\":\"c\",\"created\":1,\"model\":\"m\",";
    String usage =
        "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":%d,\"total_tokens\":%d}"
            .formatted(used, used + 5);
    if (!stream) {
      Thread.sleep(pause);
      write(
          out,
          "{%s\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},\"finish_reason\":\"stop\"}],%s}"
              .formatted(head, usage));
      return;
    }
    String chunk = "data: {" + head + "\"object\":\"chat.completion.chunk\",";
    write(
        out,
        chunk
            + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"H\"},\"finish_reason\":null}]}\n\n");
    Thread.sleep(pause);
    write(
        out,
        chunk
            + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"i\"},\"finish_reason\":\"stop\"}]}\n\n"
            + chunk
            + "\"choices\":[],"
            + usage
            + "}\n\ndata: [DONE]\n\n");
  }

  private void count(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Count count = counts.getOrDefault(path.substring(path.lastIndexOf('/') + 1), new Count());
    try (exchange) {
      exchange.sendResponseHeaders(200, 0);
      write(
          exchange.getResponseBody(),
          "{\"tokens\":%s,\"calls\":%s,\"doomed\":%s}"
              .formatted(count.tokens(), count.calls(), count.doomed()));
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
