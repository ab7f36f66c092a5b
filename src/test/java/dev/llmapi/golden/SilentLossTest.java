package dev.llmapi.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.catalog.OpenAiMembers;
import dev.llmapi.model.Slice;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No member of a request is lost in silence where it is translated: it is seen in what the provider
 * is sent, or told as dropped, or refused.
 */
final class SilentLossTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void chat_member_isSentOrToldOrRefused(MemberCase member) {
    Outcome outcome = Outcome.of(member, member.body());

    switch (member.outcome()) {
      case "sent" -> {
        assertThat(outcome.status()).isEqualTo(200);
        assertThat(outcome.sent()).contains(member.detail());
        assertThat(isBase(member) ? "" : Outcome.of(member, MemberCase.base()).sent())
            .doesNotContain(member.detail());
        assertThat(outcome.dropped()).doesNotContain(member.member());
      }
      case "dropped" -> assertThat(outcome.dropped()).containsExactly(member.detail().split(","));
      case "refused" -> {
        assertThat(outcome.status()).isEqualTo(400);
        assertThat(outcome.param()).isEqualTo(member.detail());
        assertThat(outcome.sent()).isEmpty();
      }
      case "known" -> assertThat(outcome.dropped()).isEmpty();
      default -> throw new AssertionError("no outcome: " + member.outcome());
    }
  }

  static List<MemberCase> cases() {
    return Stream.concat(MemberCase.all().stream(), MemberCase.ofModels().stream()).toList();
  }

  @Test
  void members_ofOpenAi_areAllInTheTable() {
    Set<String> named = cases().stream().map(MemberCase::member).collect(Collectors.toSet());

    assertThat(named).containsAll(OpenAiMembers.ALL);
  }

  private static boolean isBase(MemberCase member) {
    return member.member().equals("model");
  }

  /** What the provider was sent, and what the client was told. */
  private record Outcome(int status, String sent, List<String> dropped, String param) {

    static Outcome of(MemberCase member, Slice body) {
      boolean stream = GoldenFolder.tree(body).path("stream").asBoolean();
      GoldenTarget target = member.target();
      GoldenGateway gateway =
          new GoldenGateway(target, member.model(), call -> target.goodReply(stream));
      RecordedExchange told = gateway.chat(body);
      return new Outcome(
          told.status(),
          gateway.sent().map(call -> Slice.of(call.body().joined()).text()).orElse(""),
          told.status() == 200 ? RequestCase.dropped(told) : List.of(),
          told.status() == 200
              ? ""
              : GoldenFolder.tree(Slice.utf8(told.text())).path("error").path("param").asText());
    }
  }
}
