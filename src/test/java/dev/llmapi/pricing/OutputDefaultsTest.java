package dev.llmapi.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmapi.catalog.Models;
import dev.llmapi.pricing.Estimate.Priced;
import dev.llmapi.pricing.OutputDefaults.OfModels;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputDefaultsTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

  private final Models models = new Models();
  private final Estimator estimator =
      new Estimator(
          new PriceBook(List.of(), models),
          models,
          OutputDefaults.USUAL.with(
              1000,
              5000,
              300,
              List.of(
                  new OfModels("openai/gpt-6-l*", 20_000),
                  new OfModels("openai/gpt-6*", 100),
                  new OfModels("openai/gpt-4.1", 1_000_000))));

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-4o, 1000",
    "openai, gpt-5.4, 5000",
    "openai, gpt-6-luna, 20000",
    "openai, gpt-6-sol, 100",
    "openai, gpt-4.1, 32768",
    "anthropic, claude-haiku-4-5, 1000",
  })
  void estimate_noLimitNamed_sendsWhatIsSetForTheModel(String platform, String model, long tokens) {
    Priced priced =
        (Priced)
            estimator.estimate(
                Requests.ask("Hi"), ImageSizes.UNKNOWN, Offer.of(platform, model), TODAY, true);

    assertThat(priced.cap().tokens()).isEqualTo(tokens);
    assertThat(priced.cap().source()).isEqualTo(OutputCap.Source.DEFAULT);
    assertThat(priced.cap().least()).isLessThanOrEqualTo(tokens);
  }

  @Test
  void new_noTokens_isRefused() {
    assertThatThrownBy(() -> new OfModels("a/b", 0)).isInstanceOf(IllegalArgumentException.class);
    List<OfModels> none = List.of();
    assertThatThrownBy(() -> OutputDefaults.USUAL.with(1, 0, 1, none))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
