package dev.llmapi.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.testing.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A gateway with the sandbox and a key for administration, and what is asked of it. */
abstract class AdminFixture {

  private static final String ADMIN = "sk-administration-of-tests";
  static final String CHAT = TestGateway.question("sandbox/chat", false);

  private final HttpClient http = HttpClient.newHttpClient();
  private final TestGateway gateway;

  AdminFixture() throws IOException {
    gateway =
        TestGateway.start(
            "sandbox: {first_token: 0ms, tokens_per_second: 0}", Map.of("LLMAPI_ADMIN_KEY", ADMIN));
  }

  @AfterEach
  void close() {
    http.close();
    gateway.close();
  }

  TestGateway gateway() {
    return gateway;
  }

  /** What was answered. */
  record Told(int status, String text) {
    JsonNode json() throws IOException {
      return dev.llmapi.wire.json.Json.tree(dev.llmapi.model.Slice.utf8(text));
    }
  }

  Told ask(String method, String path, String key, String body) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                .header("authorization", "Bearer " + key)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return new Told(answer.statusCode(), answer.body());
  }

  Told admin(String method, String path, String body) throws Exception {
    return ask(method, path, ADMIN, body);
  }

  String project(String limits) throws Exception {
    Told made = admin("POST", "/admin/projects", "{\"name\":\"shop\",\"limits\":" + limits + "}");
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    return made.json().path("id").asText();
  }

  JsonNode key(String project) throws Exception {
    Told made = admin("POST", "/admin/keys", "{\"project\":\"" + project + "\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    return made.json();
  }

  Told chat(String key) throws Exception {
    return ask("POST", "/v1/chat/completions", key, CHAT);
  }
}
