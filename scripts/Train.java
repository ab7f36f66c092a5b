import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The training run of the AOT cache: starts the gateway, asks it for what its users ask it for, and
 * ends it. Behind it stand the sandbox, and one small upstream that speaks each provider's format.
 *
 * <p>Arguments: the script that serves, and a folder for the gateway's files.
 */
public final class Train {

  private static final String KEY = "sk-llm-training-run";
  private static final int ROUNDS = 3;

  private static final String CONFIG =
      """
      providers:
        wall: {kind: compatible, base_url: "http://127.0.0.1:%1$d/v1", api_key: none}
        claude: {kind: anthropic, base_url: "http://127.0.0.1:%1$d", api_key: none}
        gem: {kind: gemini, base_url: "http://127.0.0.1:%1$d", api_key: none}
      sandbox: {first_token: 0ms, tokens_per_second: 0}
      """;

  private static final String HELLO = "\"messages\":[{\"role\":\"user\",\"content\":\"Hello!\"}]";

  private static final String LOOK =
      """
      "messages":[{"role":"user","content":[{"type":"text","text":"What is this?"},\
      {"type":"image_url","image_url":{"url":"data:image/png;base64,\
      iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"}}]}]""";

  private static final String TOOLS =
      """
      "tools":[{"type":"function","function":{"name":"get_weather","parameters":{"type":"object",\
      "properties":{"city":{"type":"string"}},"required":["city"]}}}],\
      "messages":[{"role":"user","content":"What is the weather in Paris?"}]""";

  private static final String STREAM = "\"stream\":true,\"stream_options\":{\"include_usage\":true},";

  /** Each begins after the model's name. */
  private static final List<String> ASKED =
      List.of(
          HELLO,
          STREAM + HELLO,
          LOOK,
          STREAM + LOOK,
          TOOLS,
          STREAM + TOOLS,
          "\"max_completion_tokens\":9,\"temperature\":0.5,\"stop\":[\"x\"]," + HELLO,
          "\"messages\":[{\"role\":\"user\",\"content\":\"" + "long ".repeat(50_000) + "\"}]",
          "\"temperature\":9," + HELLO,
          "\"messages\":");

  private static final List<String> MODELS =
      List.of("sandbox/chat", "wall/model", "claude/model", "gem/model", "nobody/knows");

  private static final String CHUNK =
      "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[%s],\"usage\":%s}";
  private static final String OPENAI_STREAM =
      event(CHUNK.formatted("{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Hi\"},\"finish_reason\":null}", "null"))
          + event(CHUNK.formatted("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}", "null"))
          + event(CHUNK.formatted("", "{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}"))
          + event("[DONE]");
  private static final String OPENAI_WHOLE =
      """
      {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":\
      {"role":"assistant","content":"Hi"},"finish_reason":"stop"}],\
      "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""";
  private static final String ANTHROPIC_WHOLE =
      """
      {"id":"msg","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Hi"}],\
      "stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}}""";
  private static final String ANTHROPIC_STREAM =
      named("message_start", "\"message\":{\"id\":\"msg\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[],\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}")
          + named("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}")
          + named("content_block_delta", "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}")
          + named("content_block_stop", "\"index\":0")
          + named("message_delta", "\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":1}")
          + named("message_stop", "\"x\":0");
  private static final String GEMINI =
      """
      {"candidates":[{"content":{"role":"model","parts":[{"text":"Hi"}]},"finishReason":"STOP","index":0}],\
      "usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":1,"totalTokenCount":2},"modelVersion":"m"}""";

  private Train() {}

  public static void main(String[] arguments) throws Exception {
    HttpServer upstream =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    upstream.createContext("/", Train::answer);
    upstream.start();
    Path folder = Path.of(arguments[1]);
    Files.writeString(
        folder.resolve("llmapi.yaml"), CONFIG.formatted(upstream.getAddress().getPort()));
    ProcessBuilder builder = new ProcessBuilder(arguments[0]).directory(folder.toFile());
    builder.environment().put("PORT", "0");
    builder.environment().put("LLMAPI_HOME", folder.toString());
    builder.environment().put("LLMAPI_API_KEY", KEY);
    builder.environment().keySet().removeIf(name -> name.equals("LLMAPI_CONFIG"));
    Process gateway = builder.redirectError(folder.resolve("log").toFile()).start();
    try (BufferedReader out = gateway.inputReader()) {
      askForEverything(address(out));
    } finally {
      gateway.destroy();
      gateway.waitFor();
      upstream.stop(0);
    }
  }

  private static String address(BufferedReader out) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.strip().startsWith("address ")) {
        return line.strip().substring("address ".length()).strip();
      }
    }
    throw new IOException("the gateway ended before it told its address");
  }

  private static void askForEverything(String address) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    for (int round = 0; round < ROUNDS; round++) {
      ask(client, HttpRequest.newBuilder(URI.create(address + "/models")).GET());
      ask(client, HttpRequest.newBuilder(URI.create(address + "/models/sandbox/chat")).GET());
      for (String model : MODELS) {
        for (String members : ASKED) {
          chat(client, address, "{\"model\":\"" + model + "\"," + members + "}");
        }
      }
      chat(client, address, "{\"model\":\"sandbox/image\",\"modalities\":[\"text\",\"image\"]," + HELLO + "}");
    }
  }

  private static void chat(HttpClient client, String address, String body) throws Exception {
    ask(
        client,
        HttpRequest.newBuilder(URI.create(address + "/chat/completions"))
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static void ask(HttpClient client, HttpRequest.Builder request) throws Exception {
    client.send(
        request.header("authorization", "Bearer " + KEY).build(),
        HttpResponse.BodyHandlers.discarding());
  }

  /** The upstream: an answer in the format of the path. */
  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean stream = asked.contains("\"stream\":true") || path.contains(":stream");
    String answer =
        switch (path) {
          case "/v1/chat/completions" -> stream ? OPENAI_STREAM : OPENAI_WHOLE;
          case "/v1/messages" -> stream ? ANTHROPIC_STREAM : ANTHROPIC_WHOLE;
          default -> stream ? event(GEMINI) : GEMINI;
        };
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set("content-type", stream ? "text/event-stream" : "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String event(String data) {
    return "data: " + data + "\n\n";
  }

  private static String named(String type, String members) {
    return "event: " + type + "\n" + event("{\"type\":\"" + type + "\"," + members + "}");
  }
}
