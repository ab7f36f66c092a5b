package dev.llmapi.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmapi.model.Target;
import dev.llmapi.model.Trait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraitsTest {

  private final Traits traits = new Traits();

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-6-sol, FETCHES_IMAGE_URLS, true",
    "azure, my-deployment, FETCHES_IMAGE_URLS, true",
    "compatible, llama3, FETCHES_IMAGE_URLS, true",
    "openrouter, openai/gpt-5.4-image-2, IMAGE_OUTPUT, true",
    "anthropic, claude-haiku-4-5, THINKING_BUDGET, true",
    "anthropic, claude-haiku-4-5, ADAPTIVE_THINKING, false",
    "anthropic, claude-sonnet-4.5, ASSISTANT_PREFILL, true",
    "anthropic, claude-opus-4-6, ASSISTANT_PREFILL, false",
    "anthropic, claude-opus-4-6, ADAPTIVE_THINKING, true",
    "anthropic, claude-opus-4-1-20250805, NATIVE_JSON_SCHEMA, false",
    "anthropic, claude-fable-5-2, ALWAYS_THINKS, true",
    "anthropic, claude-opus-5.5, ALWAYS_THINKS, true",
    "anthropic, claude-opus-5, ALWAYS_THINKS, false",
    "anthropic, claude-sonnet-5-5, THINKS_BETWEEN_TOOLS, true",
    "anthropic, claude-epos-9, ADAPTIVE_THINKING, true",
    "anthropic, claude-epos-9, NATIVE_JSON_SCHEMA, true",
    "gemini, gemini-2.5-flash, THINKING_BUDGET, true",
    "gemini, gemini-2.5-flash, ALWAYS_THINKS, false",
    "gemini, gemini-2.5-pro, ALWAYS_THINKS, true",
    "gemini, gemini-2.5-flash-image, THINKING_BUDGET, false",
    "gemini, gemini-2.5-flash-image, IMAGE_OUTPUT, true",
    "gemini, gemini-3.8-flash, THOUGHT_SIGNATURES, true",
    "gemini, gemini-3.1-flash-image, IMAGE_OUTPUT, true",
    "gemini, gemini-9-ultra, THINKING_LEVEL, true",
    "gemini, gemini-9-ultra, GIF_INPUT, false",
    "sandbox, image, IMAGE_OUTPUT, true",
    "sandbox, chat, FETCHES_IMAGE_URLS, false",
  })
  void target_model_hasItsTraits(String platform, String model, Trait trait, boolean expected) {
    assertThat(traits.target(platform, model).has(trait)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "claude-3-haiku-20240307, 4096",
    "claude-haiku-4-5, 64000",
    "claude-opus-4-1-20250805, 32000",
    "claude-sonnet-5-5, 64000",
  })
  void target_anthropic_alwaysHasALimitToSend(String model, int expected) {
    assertThat(traits.target("anthropic", model).maxOutputTokens()).isEqualTo(expected);
  }

  @Test
  void target_anyModel_keepsTheUpstreamsName() {
    assertThat(traits.target("azure", "my-deployment").model()).isEqualTo("my-deployment");
  }

  @Test
  void target_sameModelAgain_isTheSame() {
    Target first = traits.target("openai", "gpt-6-sol");

    assertThat(traits.target("openai", "gpt-6-sol")).isSameAs(first);
  }

  @Test
  void target_unknownPlatform_isRefused() {
    assertThatThrownBy(() -> traits.target("nowhere", "m"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("traits.csv has no rows for platform nowhere");
  }

  @Test
  void new_unknownTrait_namesTheLine() {
    assertThatThrownBy(() -> new Traits(Table.parse("t.csv", "openai,*,FLIES,0", 4)))
        .hasMessage("t.csv:1: \"FLIES\" is no trait");
  }
}
