package dev.llmapi.golden;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client sent, and what each provider must be sent. */
final class GoldenRequestTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void chat_request_isSaidAsTheProviderWantsIt(RequestCase golden) {
    GoldenFolder.check(RequestCase.FOLDER + golden.golden(), golden.outcome());
  }

  static List<RequestCase> cases() {
    return RequestCase.all();
  }
}
