package dev.llmapi.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.pricing.OutputDefaults;
import dev.llmapi.pricing.OutputDefaults.OfModels;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Output limits, the store, and whose host it is. */
class LimitsSettingsTest {

  @Test
  void parse_outputDefaults_areByClassAndByModel() {
    String text =
        """
        default_max_output_tokens:
          thinking: 32_000
          models: {wall/big-*: 8192, wall/*: 1024}
        """;

    assertThat(Settings.parse("llmapi.yaml", text, Map.of()).outputDefaults())
        .isEqualTo(
            new OutputDefaults(
                4096,
                32_000,
                2048,
                256,
                2048,
                List.of(new OfModels("wall/big-*", 8192), new OfModels("wall/*", 1024))));
    assertThat(
            Settings.parse("llmapi.yaml", "default_max_output_tokens: 500", Map.of())
                .outputDefaults())
        .isEqualTo(new OutputDefaults(500, 500, 500, 256, 2048, List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', false",
    "'store: {fsync: always}', '', true",
    "'', always, true",
    "'store: {fsync: always}', each_second, false",
    "'store: {fsync: each_second}', always, true",
  })
  void parse_fsync_isReadAndTheEnvironmentWins(String text, String variable, boolean always) {
    assertThat(
            Settings.parse("llmapi.yaml", text, Map.of("LLMAPI_FSYNC", variable))
                .store()
                .fsyncsAlways())
        .isEqualTo(always);
  }

  @Test
  void parse_addressInTheFile_isTheOwnersHost() {
    String text =
        """
        providers:
          openai: {timeouts: {total: 1m}}
          proxy: {kind: openai, base_url: "http://h/v1", api_key: none}
          plain: {kind: openai, base_url: "https://api.openai.com/v1", api_key: none}
          office: {kind: azure, base_url: "http://h", api_key: none, deployments: {a: b}}
        """;
    Map<String, ProviderSettings> providers =
        Settings.parse(
                "llmapi.yaml",
                text,
                Map.of("OPENAI_API_KEY", "k", "OPENAI_BASE_URL", "http://moved/v1"))
            .providers();

    assertThat(providers)
        .hasEntrySatisfying("openai", moved -> assertThat(moved.vouchesFor("a")).isFalse())
        .hasEntrySatisfying("proxy", own -> assertThat(own.vouchesFor("a")).isTrue())
        .hasEntrySatisfying("plain", makers -> assertThat(makers.vouchesFor("a")).isFalse())
        .hasEntrySatisfying("office", azure -> assertThat(azure.vouchesFor("a")).isTrue())
        .hasEntrySatisfying("office", azure -> assertThat(azure.vouchesFor("c")).isFalse());
  }
}
