package dev.llmapi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(Lifecycle.PER_CLASS)
class MockUpstreamTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private MockUpstream mock;

  @BeforeAll
  void startMock() throws IOException {
    mock = MockUpstream.start(0);
  }

  @AfterAll
  void stopMock() throws IOException {
    mock.close();
    client.close();
  }

  @ParameterizedTest
  @EnumSource(MockWire.class)
  void events_eachWire_areJsonThatMakesTheText(MockWire wire) throws JsonProcessingException {
    StringBuilder text = new StringBuilder();
    for (String event : wire.events(MockAnswer.TEXT, true)) {
      String line = event.substring(event.indexOf("data: ") + "data: ".length()).strip();
      if (!line.equals("[DONE]")) {
        text.append(textOf(JSON.readTree(line)));
      }
    }

    assertThat(text).hasToString(Payload.TEXT);
    assertThat(JSON.readTree(wire.whole(MockAnswer.TEXT)).toString()).contains(Payload.TEXT);
  }

  @Test
  void post_anthropicImage_isSeen() throws IOException, InterruptedException {
    String request =
        """
        {"model":"mock","max_tokens":100,"messages":[{"role":"user","content":[{"type":"image",
         "source":{"type":"base64","media_type":"image/png","data":"%s"}}]}]}\
        """
            .formatted(Payload.IMAGE_IN);

    assertThat(post("/v1/messages", request)).contains(Payload.IMAGE_SEEN);
    assertThat(post("/v1/messages", request.replace("=\"}", "\"}"))).contains("differs");
  }

  @Test
  void post_geminiImageModel_answersWithImage() throws IOException, InterruptedException {
    String request = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Draw.\"}]}]}";

    String whole = post("/v1beta/models/mock-image:generateContent", request);
    String streamed = post("/v1beta/models/mock-image:streamGenerateContent?alt=sse", request);

    JsonNode parts = JSON.readTree(whole).at("/candidates/0/content/parts");
    assertThat(parts.at("/1/inlineData/data").asText()).isEqualTo(Payload.IMAGE_OUT);
    assertThat(streamed).startsWith("data: {").contains(Payload.IMAGE_OUT);
  }

  private String post(String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + mock.port() + path))
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private static String textOf(JsonNode event) {
    return List.of("/choices/0/delta/content", "/delta/text", "/candidates/0/content/parts/0/text")
        .stream()
        .map(path -> event.at(path).asText())
        .reduce("", String::concat);
  }
}
