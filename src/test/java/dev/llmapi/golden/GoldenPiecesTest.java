package dev.llmapi.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However the network cuts a provider's bytes, the client is told the same. */
final class GoldenPiecesTest {
  private static final int USUAL_SEEDS = 100;
  private static final int LONGEST_PIECE = 300;

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void chat_streamsCutAnywhere_areToldAlike(int seed) {
    Random random = new Random(seed);
    for (AnswerCase golden : AnswerCase.streams()) {
      requireGolden(
          golden, asked -> 1 + random.nextInt(Math.min(asked, 1 + random.nextInt(LONGEST_PIECE))));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void chat_streamDripping_isToldAlike(AnswerCase golden) {
    requireGolden(golden, asked -> 1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wholes")
  void chat_answerDripping_isToldAlike(AnswerCase golden) {
    RecordedExchange told = golden.told(asked -> 1);

    assertThat(AnswerCase.whole(told)).isEqualTo(GoldenFolder.tree(golden.golden(told)));
  }

  private static void requireGolden(AnswerCase golden, IntUnaryOperator pieces) {
    RecordedExchange told = golden.told(pieces);
    String path = golden.golden(told);
    if (told.isStream()) {
      assertThat(Events.of(told.text()))
          .as(path)
          .isEqualTo(Events.of(GoldenFolder.bytes(path).text()));
    } else {
      assertThat(AnswerCase.whole(told)).as(path).isEqualTo(GoldenFolder.tree(path));
    }
  }

  static IntStream seeds() {
    return IntStream.range(0, Integer.getInteger("seeds", USUAL_SEEDS));
  }

  static List<AnswerCase> streams() {
    return AnswerCase.streams();
  }

  static List<AnswerCase> wholes() {
    return AnswerCase.answers().stream().filter(each -> !each.isStream()).toList();
  }
}
