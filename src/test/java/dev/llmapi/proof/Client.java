package dev.llmapi.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls over HTTP. A 503 of a busy stand-in is tried again, as OpenAI's clients do, and counted;
 * all else is tried once. Thread-safe.
 */
final class Client implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final int TRIES = 10;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final AtomicInteger delays = new AtomicInteger();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();

  /** How often the store could not be asked, since this was asked last. */
  int takeDelays() {
    return delays.getAndSet(0);
  }

  /** One chat completion, with what its client was told of it in the end. */
  Told chat(int port, String key, String body, long least) throws InterruptedException {
    Told told = chatOnce(port, key, body, least);
    for (int tries = 1; told instanceof Told.Delayed && tries < TRIES; tries++) {
      delays.incrementAndGet();
      Thread.sleep(RETRY_AFTER);
      told = chatOnce(port, key, body, least);
    }
    return told;
  }

  private Told chatOnce(int port, String key, String body, long least) throws InterruptedException {
    HttpResponse<String> answer;
    try {
      answer = post(port, "/v1/chat/completions", key, body);
      if (answer.statusCode() != 200) {
        JsonNode error = JSON.readTree(answer.body());
        var retryAfter = answer.headers().firstValue("retry-after");
        return Told.refusal(answer.statusCode(), error, retryAfter, least);
      }
    } catch (IOException e) {
      return new Told.Broken(e.toString());
    }
    String text = answer.body();
    boolean whole =
        text.startsWith("{")
            ? text.contains("\"finish_reason\":\"stop\"") && text.endsWith("}")
            : text.endsWith("data: [DONE]\n\n");
    return whole && text.contains("\"llmapi\":")
        ? new Told.Answered()
        : new Told.Broken("an answer without its end");
  }

  /** Posts JSON and reads JSON; what is not 200 is an error here. */
  JsonNode ask(int port, String path, String key, String body)
      throws IOException, InterruptedException {
    return read(post(port, path, key, body));
  }

  JsonNode get(int port, String path, String key) throws IOException, InterruptedException {
    HttpRequest request = request(port, path, key).GET().build();
    return read(http.send(request, BodyHandlers.ofString()));
  }

  private static JsonNode read(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() != 200) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> post(int port, String path, String key, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(port, path, key)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(int port, String path, String key) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("authorization", "Bearer " + key)
        .timeout(PATIENCE);
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
