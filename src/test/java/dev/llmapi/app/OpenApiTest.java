package dev.llmapi.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class OpenApiTest {

  private static JsonNode operation(Route route) throws IOException {
    byte[] document = OpenApi.write();
    return Json.tree(new Slice(document, 0, document.length))
        .path("paths")
        .path(route.path())
        .path(route.method().toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @EnumSource(Route.class)
  void route_isDescribedWithItsParameters(Route route) throws IOException {
    JsonNode operation = operation(route);
    assertThat(operation.path("summary").asText()).isEqualTo(route.summary());
    assertThat(operation.path("security").isMissingNode()).isNotEqualTo(route.needsKey());
    assertThat(operation.path("responses").has("default")).isEqualTo(route.needsKey());
    assertThat(operation.path("parameters").findValuesAsText("name"))
        .containsAll(route.parameters().stream().map(RouteParameter::wireName).toList());
    assertThat(operation.path("parameters").findValuesAsText("name").contains("id"))
        .isEqualTo(route.path().contains("{id}"));
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT_COMPLETIONS, text/event-stream",
    "DEPLOYMENT_CHAT,  text/event-stream",
    "USAGE,            text/csv",
    "MODELS,           application/json",
  })
  void answers_areToldByTheirTypes(Route route, String type) throws IOException {
    assertThat(operation(route).at("/responses/200/content").has(type)).isTrue();
  }
}
