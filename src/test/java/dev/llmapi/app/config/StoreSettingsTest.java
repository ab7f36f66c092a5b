package dev.llmapi.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmapi.policy.LeaseTerms;
import dev.llmapi.policy.LeaseTerms.Unsettled;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the environment says of the stores, and what it must not. */
final class StoreSettingsTest {

  private static StoreSettings read(String file, Map<String, String> environment) {
    return Settings.parse("llmapi.yaml", file, environment).store();
  }

  @Test
  void parse_nothing_isTheUsual() {
    assertThat(read("", Map.of("LLMAPI_LEASE", "", "LLMAPI_TABLE", " ")))
        .isEqualTo(new StoreSettings(false, Optional.empty(), Optional.empty(), LeaseTerms.USUAL));
  }

  @Test
  void parse_all_isRead() {
    assertThat(
            read(
                "timeouts: {total: 4s}",
                Map.of(
                    "LLMAPI_TABLE", "money",
                    "LLMAPI_LEASE", "5s",
                    "LLMAPI_UNSETTLED", "release",
                    "LLMAPI_STORE_PATIENCE", "500ms",
                    "LLMAPI_FSYNC", "always")))
        .isEqualTo(
            new StoreSettings(
                true,
                Optional.of("money"),
                Optional.of(Duration.ofMillis(500)),
                new LeaseTerms(Duration.ofSeconds(5), Unsettled.RELEASED)));
  }

  @Test
  void parse_longCalls_waitsForThemLonger() {
    StoreSettings read =
        read(
            "providers: {wall: {kind: compatible, base_url: 'http://h/v1', api_key: none, timeouts: {total: 30m}}}",
            Map.of());

    assertThat(read.terms().length()).isEqualTo(Duration.ofMinutes(36));
  }

  @ParameterizedTest
  @CsvSource({
    "LLMAPI_LEASE, 13m, shorter than a call may take",
    "LLMAPI_LEASE, soon, no duration",
    "LLMAPI_LEASE, 0s, no duration",
    "LLMAPI_STORE_PATIENCE, 2, no duration",
    "LLMAPI_UNSETTLED, keep, neither count nor release",
  })
  void parse_wrongValue_isRefused(String name, String value, String told) {
    assertThatThrownBy(() -> read("", Map.of(name, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(told);
  }

  @Test
  void parse_leaseShorterThanOneProvidersCalls_isRefused() {
    assertThatThrownBy(() ->
            read(
                "timeouts: {total: 4s}\nproviders: {wall: {kind: compatible, base_url: 'http://h/v1', api_key: none, timeouts: {total: 9s}}}",
                Map.of("LLMAPI_LEASE", "5s")))
        .hasMessageContaining("LLMAPI_LEASE")
        .hasMessageContaining("9000 ms");
  }

  @Test
  void parse_faultsOfTheFileAndOfTheStores_areToldAtOnce() {
    Map<String, String> environment =
        Map.of("LLMAPI_LEASE", "1m", "LLMAPI_UNSETTLED", "keep", "LLMAPI_STORE_PATIENCE", "2");

    assertThatThrownBy(() -> read("sever: {}", environment))
        .hasMessageContaining("llmapi.yaml:1: sever: is no member here")
        .hasMessageContaining("LLMAPI_LEASE: is shorter than a call may take")
        .hasMessageContaining("LLMAPI_UNSETTLED: \"keep\" is neither count nor release")
        .hasMessageContaining("LLMAPI_STORE_PATIENCE: \"2\" is no duration");
  }

  @Test
  void parse_leaseBesideAWrongTimeout_isNotJudgedByAnother() {
    assertThatThrownBy(() -> read("timeouts: {total: 4}", Map.of("LLMAPI_LEASE", "5s")))
        .hasMessageContaining("llmapi.yaml:1: timeouts.total")
        .hasMessageNotContaining("LLMAPI_LEASE");
  }
}
