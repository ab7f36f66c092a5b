package dev.llmapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmapi.testing.Answer;
import dev.llmapi.testing.FakeProvider;
import dev.llmapi.testing.RawClient;
import dev.llmapi.testing.Received;
import dev.llmapi.testing.TestGateway;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client sees who asks for a model that its maker has shut down. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RetiredNamesTest {

  private final FakeProvider maker = FakeProvider.start();
  private final FakeProvider own = FakeProvider.start();
  private final TestGateway gateway;

  RetiredNamesTest() throws IOException {
    gateway =
        TestGateway.start(
            """
            providers:
              proxy: {kind: openai, base_url: "%s/v1", api_key: none}
              office: {kind: azure, base_url: "%s", api_key: none, deployments: {gpt-4: four}}
            aliases:
              dall-e-2: proxy/dall-e-2
            prices:
              proxy/own: {input: 1, output: 2}
            """
                .formatted(own.uri(), own.uri()),
            Map.of("OPENAI_API_KEY", "key-of-the-owner", "OPENAI_BASE_URL", maker.uri() + "/v1"));
  }

  @BeforeEach
  void forget() {
    maker.forget();
    own.forget();
  }

  @AfterAll
  void stop() {
    gateway.close();
    maker.close();
    own.close();
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4-turbo, false",
    "openai/gpt-4-turbo-2024-04-09, false",
    "openai/gpt-image-1, true",
    "dall-e-3, false",
  })
  void chat_retiredName_isAnsweredByItsReplacementAndToldSo(String name, boolean stream)
      throws Exception {
    maker.plan(PipelineFixture.good(stream));
    Answer answer = gateway.chat(TestGateway.question(name, stream));
    JsonNode receipt = (stream ? answer.chunks().getLast() : answer.json()).path("llmapi");
    String sent = receipt.path("model").asText();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(receipt.path("asked").asText()).isEqualTo(name);
    assertThat(sent)
        .isIn("openai/gpt-6-luna", "openai/gpt-image-2", "openai/gpt-image-2.6-sunburst");
    assertThat("openai/" + modelIn(maker.take())).isEqualTo(sent);
    assertThat(receipt.path("answered").asText()).isEqualTo("m");
    assertThat(answer.header("x-llmapi-model")).hasValue(sent);
    String warning = answer.header("x-llmapi-warning").orElseThrow();
    assertThat(warning).contains(" was retired on 2026-").contains(sent.substring(7) + " answers.");
    assertThat(receipt.path("warnings")).map(JsonNode::asText).containsExactly(warning);
    assertThat(answer.header("deprecation").orElseThrow()).startsWith("@");
    assertThat(answer.header("sunset")).isEmpty();
  }

  @Test
  void quote_ofARetiredName_tellsWhatAnswers() throws Exception {
    try (RawClient client = new RawClient(gateway.port())) {
      client.post(
          "/v1/llmapi/quote",
          "authorization: Bearer " + TestGateway.KEY + "\n",
          TestGateway.question("gpt-4-turbo", false));
      JsonNode candidate = client.readAnswer().json().at("/candidates/0");
      assertThat(candidate.path("model").asText()).isEqualTo("openai/gpt-6-luna");
      assertThat(candidate.at("/warnings/0").asText()).contains(" was retired on 2026-");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "proxy/gpt-4-turbo, gpt-4-turbo, proxy/gpt-4-turbo",
    "office/gpt-4, four, office/gpt-4",
    "dall-e-2, dall-e-2, proxy/dall-e-2",
  })
  void chat_nameThatTheOwnerHas_isAskedAsItIs(String name, String upstream, String sent)
      throws Exception {
    own.plan(PipelineFixture.good(false));
    Answer answer = gateway.chat(TestGateway.question(name, false));

    assertThat(modelIn(own.take())).isEqualTo(upstream);
    assertThat(answer.json().at("/llmapi/asked").asText()).isEqualTo(name);
    assertThat(answer.json().at("/llmapi/model").asText()).isEqualTo(sent);
    assertThat(answer.json().at("/llmapi/warnings")).isEmpty();
    assertThat(answer.header("x-llmapi-warning")).isEmpty();
  }

  @Test
  void chat_azureModelThatIsNoDeployment_isReplaced() throws Exception {
    own.plan(PipelineFixture.good(false));
    Answer answer = gateway.chat(TestGateway.question("office/gpt-4-turbo", false));

    assertThat(answer.json().at("/llmapi/model").asText()).isEqualTo("office/gpt-6-luna");
  }

  @Test
  void models_retiredOne_isFoundByNameAndNotListed() throws Exception {
    JsonNode old = get("/v1/models/openai%2Fgpt-4-turbo").json();

    assertThat(old.path("id").asText()).isEqualTo("openai/gpt-4-turbo");
    assertThat(old.path("status").asText()).isEqualTo("retired");
    assertThat(old.path("expiration_date").asText()).isEqualTo("2026-10-23");
    assertThat(old.path("replaced_by").asText()).isEqualTo("openai/gpt-6-luna");
    assertThat(get("/v1/models").json().path("data"))
        .isNotEmpty()
        .allSatisfy(model -> assertThat(model.path("status").asText()).isNotEqualTo("retired"));
  }

  @Test
  void models_ofAnOwnHost_haveNoLifeCycle() throws Exception {
    assertThat(get("/v1/models/proxy%2Fgpt-5.4").json().has("status")).isFalse();
    assertThat(get("/v1/models/proxy%2Fgpt-4-turbo").json().has("status")).isFalse();
  }

  @Test
  void models_thatTheOwnerHasPriced_tellIt() throws Exception {
    JsonNode pricing = get("/v1/models/proxy%2Fown").json().path("pricing");
    assertThat(pricing.path("prompt").asText()).isEqualTo("0.000001");
    assertThat(pricing.path("completion").asText()).isEqualTo("0.000002");
    assertThat(get("/v1/models/proxy%2Fother").json().has("pricing")).isFalse();
  }

  private static String modelIn(Received request) throws IOException {
    return new ObjectMapper().readTree(request.body()).path("model").asText();
  }

  private Answer get(String path) throws IOException {
    try (RawClient client = new RawClient(gateway.port())) {
      client.send(
          "GET %s HTTP/1.1\r\nhost: x\r\nauthorization: Bearer %s\r\n\r\n"
              .formatted(path, TestGateway.KEY));
      return client.readAnswer();
    }
  }
}
