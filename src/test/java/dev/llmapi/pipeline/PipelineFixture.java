package dev.llmapi.pipeline;

import dev.llmapi.testing.Answer;
import dev.llmapi.testing.FakeProvider;
import dev.llmapi.testing.RawClient;
import dev.llmapi.testing.Replies;
import dev.llmapi.testing.Reply;
import dev.llmapi.testing.TestGateway;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A gateway with three hosts of one format, each a fake, and an alias of all in that order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PipelineFixture {

  static final String ANSWER =
      """
      {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}\
      """;

  static final List<String> OPENING =
      List.of(
          chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"),
          chunk("{\"content\":\"Hello\"}", "null"));

  static final List<String> EVENTS =
      List.of(OPENING.get(0), OPENING.get(1), chunk("{}", "\"stop\""), "data: [DONE]\n\n");

  private final FakeProvider first = FakeProvider.start();
  private final FakeProvider second = FakeProvider.start();
  private final FakeProvider third = FakeProvider.start();
  private final TestGateway gateway;

  /**
   * A fixture.
   *
   * @param more of {@code llmapi.yaml}
   */
  PipelineFixture(String more) throws IOException {
    gateway =
        TestGateway.start(
            """
            %s
            providers:
              first: {kind: compatible, base_url: "%s/v1"}
              second: {kind: compatible, base_url: "%s/v1"}
              third: {kind: anthropic, base_url: "%s", api_key: "${TEST_KEY}"}
            aliases:
              any: [first/a, second/b]
              all: [first/a, second/b, third/c]
            """
                .formatted(more, first.uri(), second.uri(), third.uri()),
            Map.of("TEST_KEY", "key-of-the-owner"));
  }

  @BeforeEach
  void forget() {
    first.forget();
    second.forget();
    third.forget();
  }

  @AfterAll
  void stop() {
    first.close();
    second.close();
    third.close();
    gateway.close();
  }

  FakeProvider first() {
    return first;
  }

  FakeProvider second() {
    return second;
  }

  FakeProvider third() {
    return third;
  }

  TestGateway gateway() {
    return gateway;
  }

  Answer chat(String model, boolean stream) throws IOException {
    return chat(model, stream, "");
  }

  Answer chat(String model, boolean stream, String more) throws IOException {
    return gateway.chat(TestGateway.question(model, stream, more));
  }

  RawClient open(String model, boolean stream) throws IOException {
    return gateway.open(TestGateway.question(model, stream));
  }

  /** An answer that is in order. */
  static Reply good(boolean stream) {
    return stream ? Replies.stream(EVENTS) : Replies.json(ANSWER);
  }

  static Reply status(int status) {
    return Replies.json(status, Map.of(), "{\"error\":{\"message\":\"no\"}}");
  }

  private static String chunk(String delta, String reason) {
    return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n"
        .formatted(delta, reason);
  }
}
