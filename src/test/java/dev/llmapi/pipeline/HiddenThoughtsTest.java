package dev.llmapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.pipeline.ScriptedGateway.Client;
import dev.llmapi.pipeline.ScriptedUpstream.Fails;
import dev.llmapi.pipeline.ScriptedUpstream.Head;
import dev.llmapi.pipeline.ScriptedUpstream.Meanwhile;
import dev.llmapi.pipeline.ScriptedUpstream.Says;
import dev.llmapi.pipeline.ScriptedUpstream.Silence;
import dev.llmapi.pipeline.ScriptedUpstream.Step;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Thoughts that a provider hides, and never comes to report, are counted by the time they took. */
final class HiddenThoughtsTest {

  private static final Step LONG = new Silence(Duration.ofSeconds(30));

  /** Of thirty seconds. */
  private static final long THOUGHTS = 6000;

  private static final Step HELLO = chunk("{\"content\":\"Hello\"}", "");

  private final ScriptedGateway gateway = new ScriptedGateway();

  private static Step chunk(String delta, String more) {
    return new Says(
        "data: {\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":null}]%s}\n\n"
            .formatted(delta, more));
  }

  private static String usage(long completion) {
    return ",\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":%d,\"total_tokens\":%d}"
        .formatted(completion, completion + 5);
  }

  private static Client asking(String model, String more) {
    return new Client(model, true, more.isEmpty() ? "" : "," + more.replace('\'', '"'));
  }

  /** As the door tells it: the wait for the provider ends, and the client is found gone. */
  private static Step leaves(Client client) {
    return new Meanwhile(() -> {
      client.hangUp();
      throw FailureException.of(FailureKind.UPSTREAM_BROKEN, "was given up");
    });
  }

  private long counted(Client client, Step... script) {
    gateway.upstream().plan(script);
    gateway.chat(client);
    assertThat(gateway.counted().costNanoUsd())
        .isEqualTo(gateway.counted().completionTokens() * ScriptedGateway.TOKEN);
    return gateway.counted().completionTokens();
  }

  @ParameterizedTest
  @CsvSource({
    "openai/gpt-5.4,",
    "openai/gpt-5.4,low",
    "openai/o3,",
    "wall/m,high",
    "wall/qwen3-32b,",
    "anthropic/claude-sonnet-4-5,high",
    "anthropic/claude-opus-5-5,",
    "gemini/gemini-2.5-flash,",
    "gemini/gemini-2.5-pro,none",
    "gemini/gemini-3-pro-preview,none",
  })
  void silence_ofAModelThatThinks_isCounted(String model, @Nullable String effort) {
    Client client = asking(model, effort == null ? "" : "'reasoning_effort':'" + effort + "'");
    assertThat(counted(client, LONG, leaves(client))).isEqualTo(THOUGHTS);
  }

  @ParameterizedTest
  @CsvSource({
    "openai/gpt-4o,",
    "openai/gpt-5.4,none",
    "wall/m,",
    "wall/qwen3-32b,none",
    "anthropic/claude-sonnet-4-5,",
    "anthropic/claude-sonnet-4-5,none",
    "gemini/gemini-2.0-flash,",
    "gemini/gemini-2.5-flash,none",
  })
  void silence_ofAModelThatDoesNotThink_isNot(String model, @Nullable String effort) {
    Client client = asking(model, effort == null ? "" : "'reasoning_effort':'" + effort + "'");
    assertThat(counted(client, LONG, leaves(client))).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"role\":\"assistant\",\"content\":\"\"}",
        "{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}",
        "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[],\"reasoning\":\"\"}",
      })
  void silence_behindAnEmptyOpening_isCounted(String opening) {
    Client client = asking("openai/gpt-5.4", "");
    assertThat(counted(client, new Head(), chunk(opening, ""), LONG, leaves(client)))
        .isEqualTo(THOUGHTS);
  }

  @Test
  void answer_behindTheSilence_isCountedBesideIt() {
    Client client = asking("openai/gpt-5.4", "");
    assertThat(counted(client, new Head(), LONG, HELLO, LONG, leaves(client)))
        .isEqualTo(THOUGHTS + 2);
  }

  @Test
  void answer_begunAtOnce_isCountedAsBefore() {
    Client client = asking("openai/gpt-5.4", "");
    assertThat(counted(client, new Head(), HELLO, LONG, leaves(client))).isEqualTo(2);
  }

  @Test
  void silence_untilTheProviderTimedOut_isCounted() {
    Step timeout = new Fails(FailureKind.UPSTREAM_TIMEOUT);
    assertThat(counted(asking("openai/gpt-5.4", ""), LONG, LONG, timeout)).isEqualTo(2 * THOUGHTS);
  }

  @Test
  void silence_beforeARefusal_costsNothing() {
    Step refusal = new Fails(FailureKind.OVERLOADED);
    assertThat(counted(asking("openai/gpt-5.4", ""), LONG, refusal)).isZero();
  }

  @Test
  void silence_isCountedForEachChoice() {
    Client client = asking("openai/gpt-5.4", "'n':3");
    assertThat(counted(client, LONG, leaves(client))).isEqualTo(3 * THOUGHTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'max_completion_tokens':1000",
        "'max_completion_tokens':500,'n':2",
        "'max_completion_tokens':4000,'llmapi':{'max_cost_usd':4}",
      })
  void silence_isCountedWithinTheReservation(String limit) {
    Client client = asking("openai/gpt-5.4", limit);
    long most = limit.contains("4000") ? 4000 : 1000;
    assertThat(counted(client, LONG, leaves(client))).isEqualTo(most);
  }

  @Test
  void report_ofAWholeStream_isLeftAlone() {
    Step end =
        new Says(
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]%s}\n\n"
                .formatted(usage(7)));
    Client client = asking("openai/gpt-5.4", "");
    assertThat(counted(client, new Head(), LONG, HELLO, end, new Says("data: [DONE]\n\n")))
        .isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"9000,9000", "10,6002"})
  void report_ofAStreamThatBrokeOff_holdsWhereItIsMore(long reported, long expected) {
    Client client = asking("openai/gpt-5.4", "");
    Step told = chunk("{\"content\":\"Hello\"}", usage(reported));
    assertThat(counted(client, new Head(), LONG, told, leaves(client))).isEqualTo(expected);
  }

  /** The client may be found gone by a write, and not by whoever watches it. */
  @Test
  void report_ofAStreamWhoseClientCannotBeWrittenTo_holdsToo() {
    Client client = asking("openai/gpt-5.4", "");
    Step told = chunk("{\"content\":\"Hello\"}", usage(9000));
    Step unseen = new Meanwhile(client::hangUp);
    assertThat(counted(client, new Head(), told, unseen, HELLO, HELLO)).isEqualTo(9000);
  }

  @ParameterizedTest
  @CsvSource({
    "openrouter/openai/gpt-5.4, 6000",
    "openrouter/anthropic/claude-sonnet-4.5, 6000",
    "openrouter/google/gemini-3-pro-preview, 6000",
    "openrouter/qwen/qwen3-32b, 200",
    "wall/qwen3-32b, 200",
  })
  void reasoning_inOpenAisFormat_endsTheSilenceWhereItIsAllOfIt(String model, long expected) {
    Client client = asking(model, "'reasoning_effort':'high'");
    Step second = new Silence(Duration.ofSeconds(1));
    Step most = new Silence(Duration.ofSeconds(29));
    Step told = chunk("{\"role\":\"assistant\",\"content\":\"\",\"reasoning\":\"Hm.\"}", "");
    assertThat(counted(client, new Head(), second, told, most, leaves(client))).isEqualTo(expected);
  }

  @Test
  void reasoning_thatIsToldInFull_isCountedByItsText() {
    Client client = asking("wall/qwen3-32b", "");
    Step told = chunk("{\"reasoning_content\":\"%s\"}".formatted("x".repeat(3000)), "");
    assertThat(counted(client, new Head(), told, told, LONG, leaves(client)))
        .isBetween(2000L, 2020L);
  }

  @Test
  void summary_ofThoughts_doesNotEndThem() {
    Step opening =
        new Says(
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[],"usage":{"input_tokens":5,"output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

            """);
    Step summary =
        new Says(
            """
            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm."}}

            """);
    Client client = asking("anthropic/claude-sonnet-4-5", "'reasoning_effort':'high'");
    assertThat(counted(client, new Head(), opening, summary, LONG, summary, leaves(client)))
        .isEqualTo(THOUGHTS);
  }
}
