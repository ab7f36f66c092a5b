package dev.llmapi.provider;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.testing.Answer;
import dev.llmapi.testing.Replies;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each class of error in the provider's own shape, and what the caller gets for it. */
final class ErrorContractTest extends ProviderContract {

  /** One row of a table: what the provider says, and what comes of it. */
  record Row(
      int told, String header, String body, int status, String type, String code, String param) {

    static Row of(String line) {
      String[] cells = line.split(" \\| ", -1);
      return new Row(
          Integer.parseInt(cells[0]),
          cells[1],
          cells[2],
          Integer.parseInt(cells[3]),
          cells[4],
          cells[5],
          cells[6]);
    }

    Map<String, String> headers() {
      int colon = header.indexOf(": ");
      return colon < 0
          ? Map.of("content-type", "application/json")
          : Map.of(header.substring(0, colon), header.substring(colon + 2));
    }

    @Override
    public String toString() {
      return told + " -> " + status + " " + code;
    }
  }

  ErrorContractTest() throws IOException {
    super("");
  }

  @ParameterizedTest(name = "{0}: {1}, stream {2}")
  @MethodSource("rows")
  void error_ofTheProvider_isToldInOpenAisShape(Subject subject, Row row, boolean stream)
      throws Exception {
    byte[] body = row.body().getBytes(StandardCharsets.UTF_8);
    Answer answer = ask(subject, stream, Replies.whole(row.told(), row.headers(), body));
    assertFailure(answer, row.status(), row.code());
    JsonNode error = answer.error();
    assertAll(
        () -> assertEquals(row.type(), error.path("type").asText()),
        () -> assertEquals(row.param(), error.path("param").asText()),
        () -> assertEquals("1", answer.header("x-llmapi-attempts").orElse("")));
  }

  static Stream<Arguments> rows() {
    return Stream.of(Subject.values())
        .flatMap(subject ->
            subject.errorShapes().stream()
                .flatMap(shape -> table(shape).stream())
                .flatMap(row ->
                    Stream.of(
                        Arguments.of(subject, row, false), Arguments.of(subject, row, true))));
  }

  private static List<Row> table(String shape) {
    String file = "/contract/errors-" + shape + ".psv";
    try (InputStream in = ErrorContractTest.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Row::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void credentialsRefused_ofTheOwner_areNeverTheCallers401(Subject subject) throws Exception {
    Answer answer =
        ask(subject, false, Replies.json(401, Map.of(), "{\"error\":{\"message\":\"sk-secret\"}}"));
    assertFailure(answer, 502, "upstream_auth_error");
    String message = answer.error().path("message").asText();
    assertTrue(message.contains("provider refused the gateway's"), message);
    assertFalse(message.contains("sk-secret"), message);
  }

  @ParameterizedTest
  @EnumSource
  void rateLimit_withRetryAfter_passesItOn(Subject subject) throws Exception {
    Answer answer = ask(subject, false, Replies.json(429, Map.of("retry-after", "7"), "{}"));
    assertFailure(answer, 429, "rate_limit_exceeded");
    assertEquals("7", answer.header("retry-after").orElse(""));
    assertEquals("7000", answer.header("retry-after-ms").orElse(""));
  }

  @ParameterizedTest
  @EnumSource
  void rateLimit_withRetryAfterMs_passesItOnAndRoundsUp(Subject subject) throws Exception {
    Answer answer =
        ask(
            subject,
            true,
            Replies.json(429, Map.of("retry-after-ms", "1500", "retry-after", "9"), "{}"));
    assertFailure(answer, 429, "rate_limit_exceeded");
    assertEquals("2", answer.header("retry-after").orElse(""));
    assertEquals("1500", answer.header("retry-after-ms").orElse(""));
  }

  @ParameterizedTest
  @EnumSource
  void whole_status200WithAnErrorBody_isAFailure(Subject subject) throws Exception {
    Answer answer = ask(subject, false, Replies.json(subject.dialect().errorBody()));
    assertFailure(answer, 503, "server_is_overloaded");
    assertFalse(answer.body().contains("boom"), answer.body());
  }

  @ParameterizedTest
  @EnumSource
  void stream_firstEventIsAnError_isAnErrorStatus(Subject subject) throws Exception {
    Answer answer = ask(subject, true, Replies.stream(List.of(subject.dialect().errorEvent())));
    assertTrue(answer.status() == 502 || answer.status() == 503, answer.body());
    assertFalse(answer.error().path("message").asText().isBlank());
  }

  @ParameterizedTest
  @EnumSource
  void stream_errorEventInMidAnswer_isToldInBand(Subject subject) throws Exception {
    Dialect dialect = subject.dialect();
    List<String> events =
        Stream.of(dialect.opening(), List.of(dialect.errorEvent())).flatMap(List::stream).toList();
    Answer answer = ask(subject, true, Replies.stream(events));
    assertToldAsBroken(
        answer, subject == Subject.GEMINI ? "server_is_overloaded" : "upstream_error");
  }
}
