package dev.llmapi.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.catalog.Models;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Members;
import dev.llmapi.model.Members.Member;
import dev.llmapi.model.Message;
import dev.llmapi.model.Part;
import dev.llmapi.model.Slice;
import dev.llmapi.pricing.Estimate.Priced;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that are sound, reserved at its price, and others that are not. */
class SoundTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
  private static final long USD = Money.NANO_PER_USD;

  private final Models models = new Models();
  private final Estimator estimator =
      new Estimator(
          new PriceBook(
              List.of(new PriceOverride("openai/gpt-4o", Map.of(Unit.AUDIO_OUTPUT, 80 * USD))),
              models),
          models,
          OutputDefaults.USUAL);

  @Test
  void estimate_answerMayBeSound_isReservedAtItsPrice() {
    CostLine capped = capped(Requests.ask(true, new Part.Text("Hi")));

    assertThat(capped.unit()).isEqualTo(Unit.AUDIO_OUTPUT);
    assertThat(capped.nanoUsdPerMillion()).isEqualTo(80 * USD);
  }

  @Test
  void estimate_answerIsText_isReservedAtTheTextsPrice() {
    CostLine capped = capped(Requests.ask("Hi"));

    assertThat(capped.unit()).isEqualTo(Unit.OUTPUT);
    assertThat(capped.nanoUsdPerMillion()).isEqualTo(10 * USD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          modalities | ["text"]             | false
          modalities | ["text","audio"]     | true
          modalities | ["\\u0061udio"]      | true
          modalities | null                 | false
          audio      | {"voice":"alloy"}    | true
          audio      | null                 | false
          other      | ["audio"]            | false
          """)
  void of_members_sayWhetherTheAnswerMayBeSound(String name, String value, boolean speaks) {
    Members members =
        new Members(Slice.utf8(value), List.of(new Member(name, 0, 0, value.length())));
    Prompt prompt = Prompt.of(Requests.ask(members, new Part.Text("Hi")), ImageSizes.UNKNOWN);

    assertThat(prompt.speaks()).isEqualTo(speaks);
  }

  private CostLine capped(dev.llmapi.model.ChatRequest request) {
    return ((Priced)
            estimator.estimate(
                request, ImageSizes.UNKNOWN, Offer.of("openai", "gpt-4o"), TODAY, true))
        .capped();
  }

  @Test
  void soundOfTheHistory_thatAnIdStandsFor_isReserved() {
    ChatRequest history =
        Requests.ask(
                new Members(
                    Slice.utf8("{}"),
                    List.of(),
                    List.of(new Members.Nested("messages.audio", "messages[1].audio"))),
                new Part.Text("Go on"))
            .withMessages(
                List.of(
                    new Message.User(List.of(new Part.Text("Hi")), null),
                    new Message.Assistant(List.of(), List.of(), null, List.of()),
                    new Message.User(List.of(new Part.Text("Go on")), null)));
    assertThat(Prompt.of(history, ImageSizes.UNKNOWN).audioTokens()).isEqualTo(16_384);
  }
}
