package dev.llmapi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmapi.app.config.ConfigurationException;
import dev.llmapi.app.config.Settings;
import dev.llmapi.embedded.Fsync;
import dev.llmapi.policy.LeaseTerms;
import dev.llmapi.policy.LeaseTerms.Unsettled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the environment says of the stores, and what it must not. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder.
final class StoreOptionsTest {

  @TempDir private Path folder;

  private StoreOptions read(String file, Map<String, String> environment) throws IOException {
    Path config = Files.writeString(folder.resolve("llmapi.yaml"), file);
    return StoreOptions.of(Settings.load(config, Map.of()), environment);
  }

  @Test
  void of_nothing_isTheUsual() throws IOException {
    assertThat(read("", Map.of("LLMAPI_LEASE", "", "LLMAPI_TABLE", " ")))
        .isEqualTo(
            new StoreOptions(
                Optional.empty(), Duration.ofSeconds(2), Fsync.EACH_SECOND, LeaseTerms.USUAL));
  }

  @Test
  void of_all_isRead() throws IOException {
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
            new StoreOptions(
                Optional.of("money"),
                Duration.ofMillis(500),
                Fsync.ALWAYS,
                new LeaseTerms(Duration.ofSeconds(5), Unsettled.RELEASED)));
  }

  @Test
  void of_longCalls_waitsForThemLonger() throws IOException {
    StoreOptions read =
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
  void of_wrongValue_isRefused(String name, String value, String told) {
    assertThatThrownBy(() -> read("", Map.of(name, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(told);
  }

  @Test
  void of_leaseShorterThanOneProvidersCalls_isRefused() {
    assertThatThrownBy(() ->
            read(
                "timeouts: {total: 4s}\nproviders: {wall: {kind: compatible, base_url: 'http://h/v1', api_key: none, timeouts: {total: 9s}}}",
                Map.of("LLMAPI_LEASE", "5s")))
        .hasMessageContaining("LLMAPI_LEASE")
        .hasMessageContaining("9000 ms");
  }
}
