package dev.llmapi.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.testing.Mutator;
import dev.llmapi.testing.Seeds;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorReaderTest {

  private static final String SECRET = "Incorrect API key provided: sk-live-123";

  @ParameterizedTest
  @CsvSource({
    "400, BAD_REQUEST",
    "401, UPSTREAM_AUTH",
    "402, UPSTREAM_QUOTA",
    "403, UPSTREAM_AUTH",
    "404, UPSTREAM_MODEL_NOT_FOUND",
    "405, BAD_REQUEST",
    "408, UPSTREAM_TIMEOUT",
    "409, UPSTREAM_CONFLICT",
    "413, TOO_LARGE",
    "415, BAD_REQUEST",
    "422, UNPROCESSABLE",
    "429, RATE_LIMITED",
    "499, BAD_REQUEST",
    "500, UPSTREAM_ERROR",
    "501, UPSTREAM_ERROR",
    "502, UPSTREAM_ERROR",
    "503, OVERLOADED",
    "504, UPSTREAM_TIMEOUT",
    "520, UPSTREAM_ERROR",
    "524, UPSTREAM_TIMEOUT",
    "529, OVERLOADED",
  })
  void read_statusWithoutReadableBody_decides(int status, FailureKind expected) {
    for (String body :
        new String[] {
          "",
          "<html>Bad gateway</html>",
          "[]",
          "[[]]",
          "null",
          "1",
          "{",
          "{}",
          "{\"error\":{}}",
          "{\"error\":null}",
          "{\"error\":[1]}",
          "{\"error\":7}",
          "{\"error\":{\"message\":null}}",
          "{\"error\":{\"message\":{\"a\":1},\"code\":[]}}",
          "[".repeat(300),
          "\u0000\ufffd"
        }) {
      Failure failure = ErrorReader.read(status, Slice.utf8(body));

      assertThat(failure.kind()).as(body).isEqualTo(expected);
      assertThat(failure.message()).as(body).startsWith("The ").doesNotContain("html");
      assertThat(failure.code()).isEqualTo(expected.code());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, context_length_exceeded, CONTEXT_LENGTH_EXCEEDED",
    "400, content_filter, CONTENT_POLICY",
    "400, content_policy_violation, CONTENT_POLICY",
    "400, moderation_blocked, CONTENT_POLICY",
    "400, image_content_policy_violation, CONTENT_POLICY",
    "403, content_filter, CONTENT_POLICY",
    "400, unsupported_parameter, BAD_REQUEST",
    "400, invalid_image_url, BAD_REQUEST",
    "400, invalid_api_key, UPSTREAM_AUTH",
    "400, model_not_found, UPSTREAM_MODEL_NOT_FOUND",
    "404, model_not_found, UPSTREAM_MODEL_NOT_FOUND",
    "404, DeploymentNotFound, UPSTREAM_MODEL_NOT_FOUND",
    "401, invalid_api_key, UPSTREAM_AUTH",
    "401, model_not_found, UPSTREAM_AUTH",
    "403, unsupported_country_region_territory, UPSTREAM_AUTH",
    "429, rate_limit_exceeded, RATE_LIMITED",
    "429, RateLimitReached, RATE_LIMITED",
    "429, insufficient_quota, UPSTREAM_QUOTA",
    "429, credit_balance_exhausted, UPSTREAM_QUOTA",
    "429, project_spend_limit_exceeded, UPSTREAM_QUOTA",
    "400, billing_hard_limit_reached, UPSTREAM_QUOTA",
    "429, billing_not_active, UPSTREAM_QUOTA",
    "500, server_error, UPSTREAM_ERROR",
    "503, server_is_overloaded, OVERLOADED",
    "429, slow_down, OVERLOADED",
    "404, 404, UPSTREAM_MODEL_NOT_FOUND",
    "400, '', BAD_REQUEST",
  })
  void read_code_saysMoreThanTheStatus(int status, String code, FailureKind expected) {
    Failure failure =
        ErrorReader.read(
            status, Slice.utf8("{\"error\":{\"message\":\"why\",\"code\":\"" + code + "\"}}"));

    assertThat(failure.kind()).isEqualTo(expected);
    assertThat(failure.retryAfter()).isNull();
  }

  @Test
  void read_callersFault_keepsMessageParamAndCode() {
    Failure failure =
        ErrorReader.read(
            400,
            Slice.utf8(
                """
                {"error": {"message": "Unsupported parameter: 'max_tokens'.",
                 "type": "invalid_request_error", "param": "max_tokens", "code": "unsupported_parameter"}}
                """));

    assertThat(failure)
        .isEqualTo(
            new Failure(
                FailureKind.BAD_REQUEST,
                "Unsupported parameter: 'max_tokens'.",
                "max_tokens",
                null,
                "unsupported_parameter"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          azure v1       | 400 | {"error":{"message":"why","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation"}}} | CONTENT_POLICY | content_filter
          azure gateway  | 404 | {"statusCode":404,"message":"why"} | UPSTREAM_MODEL_NOT_FOUND | model_not_found
          azure code 404 | 404 | {"error":{"code":"404","message":"why"}} | UPSTREAM_MODEL_NOT_FOUND | model_not_found
          openrouter     | 400 | {"error":{"code":400,"message":"why","metadata":{"provider_name":"x"}},"user_id":"u"} | BAD_REQUEST |
          moderation     | 403 | {"error":{"code":403,"message":"why","metadata":{"reasons":["hate"],"flagged_input":"x"}}} | CONTENT_POLICY | content_policy_violation
          ollama         | 404 | {"error":"why"} | UPSTREAM_MODEL_NOT_FOUND | model_not_found
          vllm           | 400 | {"object":"error","message":"why","type":"BadRequestError","param":null,"code":400} | BAD_REQUEST |
          google array   | 400 | [{"error":{"code":400,"message":"why","status":"INVALID_ARGUMENT"}}] | BAD_REQUEST |
          """)
  void read_eachHostsShape_isUnderstood(
      String host, int status, String body, FailureKind kind, String code) {
    Failure failure = ErrorReader.read(status, Slice.utf8(body));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.message()).isEqualTo("why");
    assertThat(failure.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 402, 403, 408, 429, 500, 502, 503, 504, 529})
  void read_notTheCallersFault_quotesNothing(int status) {
    for (String body :
        new String[] {
          "{\"error\":{\"message\":\""
              + SECRET
              + "\",\"param\":\"sk-live-123\",\"code\":\"sk-live-123\"}}",
          "{\"error\":\"" + SECRET + "\"}",
          "{\"message\":\"" + SECRET + "\"}"
        }) {
      Failure failure = ErrorReader.read(status, Slice.utf8(body));

      assertThat(failure.toString()).doesNotContain("sk-live-123");
    }
  }

  @Test
  void read_hugeMembers_areCutShort() {
    String emoji = "🙂".repeat(1000);
    Failure failure =
        ErrorReader.read(
            400,
            Slice.utf8(
                "{\"error\":{\"message\":\"a%s\",\"param\":\"%s\",\"code\":\"%s\"}}"
                    .formatted(emoji, emoji, emoji)));

    assertThat(failure.message()).hasSizeLessThanOrEqualTo(500).matches("a(🙂)+");
    assertThat(failure.param()).isNull();
    assertThat(failure.code()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"code":429,"message":"m"} | RATE_LIMITED
          {"code":"429","message":"m"} | RATE_LIMITED
          {"code":502,"message":"m","metadata":{"error_type":"provider_overloaded"}} | OVERLOADED
          {"code":402,"message":"m"} | UPSTREAM_QUOTA
          {"code":401,"message":"m"} | UPSTREAM_AUTH
          {"code":"rate_limit_exceeded","message":"m"} | RATE_LIMITED
          {"code":200,"message":"m"} | UPSTREAM_ERROR
          {"code":1e300,"message":"m"} | UPSTREAM_ERROR
          {"code":12345678901234567890,"message":"m"} | UPSTREAM_ERROR
          {"message":"m","type":"server_error"} | UPSTREAM_ERROR
          {"message":"m","type":"overloaded_error"} | OVERLOADED
          {"message":"m","type":"rate_limit_error"} | RATE_LIMITED
          {"message":"m","type":"invalid_request_error"} | BAD_REQUEST
          {"message":"m","type":"insufficient_quota"} | UPSTREAM_QUOTA
          "text" | UPSTREAM_ERROR
          true | UPSTREAM_ERROR
          [1] | UPSTREAM_ERROR
          {} | UPSTREAM_ERROR
          {" | UPSTREAM_ERROR
          """)
  void readInBand_withoutStatus_isJudgedByItsMembers(String error, FailureKind expected) {
    assertThat(ErrorReader.readInBand(Slice.utf8(error)).kind()).isEqualTo(expected);
  }

  static IntStream seeds() {
    return Seeds.all();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void read_damagedBody_neverThrows(int seed) {
    Random random = new Random(seed);
    byte[] body =
        Mutator.damaged(
            "{\"error\":{\"message\":\"m\",\"type\":null,\"code\":429,\"metadata\":{\"reasons\":[]}}}",
            random);

    assertThat(ErrorReader.read(400 + random.nextInt(200), Slice.of(body)).message()).isNotBlank();
    assertThat(ErrorReader.readInBand(Slice.of(body)).message()).isNotBlank();
  }
}
