package dev.llmapi.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicWireErrorTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "400-invalid.json,BAD_REQUEST",
    "400-context.json,CONTEXT_LENGTH_EXCEEDED",
    "400-max-tokens-context.json,CONTEXT_LENGTH_EXCEEDED",
    "400-credit.json,UPSTREAM_QUOTA",
    "400-content-policy.json,CONTENT_POLICY",
    "400-image.json,INVALID_IMAGE",
    "401-key.json,UPSTREAM_AUTH",
    "402-billing.json,UPSTREAM_QUOTA",
    "403-permission.json,UPSTREAM_AUTH",
    "404-model.json,UPSTREAM_MODEL_NOT_FOUND",
    "409-conflict.json,BAD_REQUEST",
    "413-too-large.json,TOO_LARGE",
    "429-rate.json,RATE_LIMITED",
    "429-ramp.json,RATE_LIMITED",
    "429-spend-limit.json,UPSTREAM_QUOTA",
    "500-api.json,UPSTREAM_ERROR",
    "502-proxy.html,UPSTREAM_ERROR",
    "504-timeout.json,UPSTREAM_TIMEOUT",
    "529-overloaded.json,OVERLOADED"
  })
  void readError_golden_isKnown(String file, FailureKind kind) {
    int status = Integer.parseInt(file.substring(0, 3));
    assertThat(read(status, GoldenFiles.bytes("errors/anthropic/" + file)).kind()).isEqualTo(kind);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "401,UPSTREAM_AUTH",
    "404,UPSTREAM_MODEL_NOT_FOUND",
    "418,BAD_REQUEST",
    "429,RATE_LIMITED",
    "503,OVERLOADED",
    "599,UPSTREAM_ERROR",
    "302,UPSTREAM_ERROR"
  })
  void readError_withoutBody_isJudgedByStatus(int status, FailureKind kind) {
    assertThat(read(status, Slice.EMPTY).kind()).isEqualTo(kind);
    assertThat(read(status, Slice.utf8("\"error\"")).kind()).isEqualTo(kind);
    assertThat(read(status, Slice.utf8("{\"error\":null}")).kind()).isEqualTo(kind);
  }

  @Test
  void readError_badRequest_quotesTheProvider() {
    Failure failure = read(400, GoldenFiles.bytes("errors/anthropic/400-invalid.json"));
    assertThat(failure.message()).contains("messages.0.content: Input should be a valid list");
  }

  @Test
  void readError_longMessage_isCut() {
    String body =
        "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"" + "🙂".repeat(600) + "\"}}";
    assertThat(read(400, Slice.utf8(body)).message()).hasSizeLessThan(600).endsWith("🙂…");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"401", "402", "403", "429", "500", "529"})
  void readError_ownersAffair_quotesNothing(int status) {
    String body = "{\"error\":{\"type\":\"some_error\",\"message\":\"sk-ant-secret\"}}";
    assertThat(read(status, Slice.utf8(body)).message()).doesNotContain("sk-ant");
  }

  private static Failure read(int status, Slice body) {
    return new AnthropicWire().readError(status, body);
  }
}
