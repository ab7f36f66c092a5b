package dev.llmapi.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.catalog.ModelCard;
import dev.llmapi.catalog.Models;
import dev.llmapi.catalog.Traits;
import dev.llmapi.model.Trait;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeteringTableTest {

  private final MeteringTable meterings = MeteringTable.read();
  private final Traits traits = new Traits();

  /** Two tables tell it: one for what is sent, one for what is counted. */
  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "gemini"})
  void thinks_whereThinkingCannotBeSwitchedOff_isAlways(String platform) {
    assertThat(new Models().of(platform))
        .extracting(ModelCard::id)
        .filteredOn(id -> traits.target(platform, id).has(Trait.ALWAYS_THINKS))
        .isNotEmpty()
        .allSatisfy(id ->
            assertThat(meterings.metering(platform, id).thinks()).as(id).isEqualTo(Thinks.ALWAYS));
  }
}
