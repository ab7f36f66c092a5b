package dev.llmapi.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsTest {

  private static final Set<String> MODALITIES = Set.of("text", "image", "audio", "file");

  private final Models models = new Models();

  @ParameterizedTest
  @ValueSource(strings = {"openai", "openrouter", "anthropic", "gemini", "sandbox"})
  void of_platform_listsEachNameOnce(String platform) {
    List<ModelCard> cards = models.of(platform);
    Set<String> names = new HashSet<>();

    assertThat(cards).isNotEmpty();
    for (ModelCard card : cards) {
      assertThat(names.add(card.id())).as(card.id()).isTrue();
      card.also().forEach(name -> assertThat(names.add(name)).as(name).isTrue());
      assertThat(MODALITIES).containsAll(card.input()).containsAll(card.output());
      assertThat(card.output()).contains("text");
    }
  }

  @Test
  void of_imageModels_agreeWithTheirTraits() {
    Traits traits = new Traits();

    for (String platform : List.of("openrouter", "anthropic", "gemini", "sandbox")) {
      for (ModelCard card : models.of(platform)) {
        boolean draws = traits.target(platform, card.id()).has(dev.llmapi.model.Trait.IMAGE_OUTPUT);
        assertThat(card.output().contains("image")).as(card.id()).isEqualTo(draws);
      }
    }
  }

  @Test
  void of_azure_listsNothing() {
    assertThat(models.of("azure")).isEmpty();
  }

  @Test
  void find_otherName_isTheModelItMeans() {
    assertThat(models.find("anthropic", "claude-sonnet-5.5"))
        .hasValueSatisfying(card -> assertThat(card.id()).isEqualTo("claude-sonnet-5-5"));
    assertThat(models.find("anthropic", "gpt-6-sol")).isEmpty();
  }

  @Test
  void find_knownModel_hasItsFacts() {
    assertThat(models.find("openai", "gpt-5.4"))
        .hasValueSatisfying(card -> {
          assertThat(card.created()).isEqualTo(LocalDate.of(2026, 3, 5));
          assertThat(card.contextTokens()).isEqualTo(1_050_000);
          assertThat(card.maxOutputTokens()).isEqualTo(128_000);
          assertThat(card.input()).containsExactly("text", "image", "file");
        });
  }

  @Test
  void new_noDate_namesTheLine() {
    assertThatThrownBy(() -> new Models(Table.parse("m.csv", "openai,m,lately,1,1,text,text,", 8)))
        .hasMessage("m.csv:1: \"lately\" is no date");
  }
}
