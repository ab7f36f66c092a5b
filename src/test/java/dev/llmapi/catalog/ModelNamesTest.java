package dev.llmapi.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelNamesTest {

  @ParameterizedTest
  @CsvSource({
    "gpt-5.4-2026-03-05, gpt-5.4",
    "claude-haiku-4-5-20251001, claude-haiku-4-5",
    "claude-opus-4@20250514, claude-opus-4",
    "gemini-2.0-flash-001, gemini-2.0-flash",
    "claude-3-7-sonnet-latest, claude-3-7-sonnet",
    "gpt-5.4, gpt-5.4",
    "claude-haiku-4-5, claude-haiku-4-5",
    "gpt-image-2, gpt-image-2",
  })
  void family_name_losesTheDateOnly(String model, String family) {
    assertThat(ModelNames.family(model)).isEqualTo(family);
  }

  @ParameterizedTest
  @CsvSource({
    "sandbox, sandbox/chat, chat",
    "gemini, models/gemini-2.5-pro, gemini-2.5-pro",
    "openrouter, openai/gpt-5.4-image-2, openai/gpt-5.4-image-2",
    "openai, gpt-5.4, gpt-5.4",
  })
  void bare_name_losesThePlatform(String platform, String model, String bare) {
    assertThat(ModelNames.bare(platform, model)).isEqualTo(bare);
  }
}
