package dev.llmapi.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.app.config.Settings;
import dev.llmapi.testing.ClosedPort;
import dev.llmapi.testing.FakeProvider;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a restored copy of a snapshot does before its first request. */
final class CompositionTest {

  private static final String KEY = "sk-a-key-for-tests-alone";

  @Test
  void afterRestore_connectsToEachProvider_andSendsNothing() throws Exception {
    try (FakeProvider openai = FakeProvider.start();
        FakeProvider gemini = FakeProvider.start();
        Composition gateway = gateway(openai.uri() + "/v1", gemini.uri().toString())) {
      gateway.afterRestore();

      openai.awaitConnection();
      gemini.awaitConnection();
      assertThat(openai.pending() + gemini.pending()).isZero();
    }
  }

  @Test
  void afterRestore_providerThatIsAway_isTheFirstRequestsToTell() throws Exception {
    String nobody = "http://127.0.0.1:" + ClosedPort.number() + "/v1";
    try (FakeProvider gemini = FakeProvider.start();
        Composition gateway = gateway(nobody, gemini.uri().toString())) {
      gateway.afterRestore();

      gemini.awaitConnection();
    }
  }

  private static Composition gateway(String openai, String gemini) {
    Map<String, String> environment =
        Map.of(
            "LLMAPI_API_KEY", KEY,
            "OPENAI_API_KEY", "a-key",
            "OPENAI_BASE_URL", openai,
            "GEMINI_API_KEY", "a-key",
            "GEMINI_BASE_URL", gemini);
    return Composition.of(
        Settings.load(null, environment), environment, Composition.MadeKeys.NONE, Stores.memory());
  }
}
