package dev.llmapi.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@TestInstance(Lifecycle.PER_CLASS)
class LoadToolTest {
  private MockUpstream mock;

  @BeforeAll
  void startMock() throws IOException {
    mock = MockUpstream.start(0);
  }

  @AfterAll
  void stopMock() throws IOException {
    mock.close();
  }

  @ParameterizedTest
  @EnumSource(value = Workload.class, mode = Mode.EXCLUDE, names = "PACED_STREAM")
  void run_rightAnswers_areCounted(Workload workload) throws InterruptedException {
    Cell cell = ask("", workload);

    assertThat(cell.failure()).isEmpty();
    assertThat(cell.whole().count()).isEqualTo(2);
    assertThat(cell.p50Millis()).isPresent();
  }

  @Test
  void run_textInPlaceOfImage_fails() throws InterruptedException {
    Cell cell = ask("no-such-host/", Workload.IMAGE);

    assertThat(cell.failure()).hasValueSatisfying(f -> assertThat(f).contains("image is not"));
    assertThat(cell.whole().count()).isZero();
  }

  @Test
  void run_nobodyListens_fails() throws IOException, InterruptedException {
    Target nobody = new Target(Child.freePort(), "none", "");

    Cell cell = LoadTool.run(nobody, Workload.CHAT, 1, Duration.ZERO, Optional.empty());

    assertThat(cell.failure()).isPresent();
  }

  @Test
  void check_streamWithoutItsEnd_isWrong() throws IOException {
    List<String> events = MockWire.OPENAI.events(MockAnswer.TEXT, true);

    Workload.STREAM.check(scan(String.join("", events)));
    for (int missing = 1; missing < events.size(); missing++) { // 0 tells the role: no content
      String cut = String.join("", without(missing, events));
      assertThatThrownBy(() -> Workload.STREAM.check(scan(cut)))
          .as("event %s is missing", events.get(missing))
          .isInstanceOf(WrongAnswerException.class);
    }
  }

  @Test
  void check_imageWithOneByteChanged_isWrong() throws IOException {
    String right = MockWire.OPENAI.whole(MockAnswer.IMAGE);
    StringBuilder wrong = new StringBuilder(right);
    int middle = right.length() / 2;
    wrong.setCharAt(middle, right.charAt(middle) == 'A' ? 'B' : 'A');

    Workload.IMAGE.check(scan(right));
    assertThatThrownBy(() -> Workload.IMAGE.check(scan(wrong.toString())))
        .isInstanceOf(WrongAnswerException.class);
  }

  private Cell ask(String modelPrefix, Workload workload) throws InterruptedException {
    Target target = new Target(mock.port(), "none", modelPrefix);
    return LoadTool.run(target, workload, 2, Duration.ZERO, Optional.empty());
  }

  private static List<String> without(int index, List<String> events) {
    List<String> rest = new ArrayList<>(events);
    rest.remove(index);
    return rest;
  }

  /** Scans a body that arrives in slices of an odd length. */
  private static BodyScan scan(String body) throws IOException {
    BodyScan scan = new BodyScan(Payload.direct(Payload.IMAGE_OUT));
    ByteBuffer bytes = Payload.direct(body);
    while (bytes.hasRemaining()) {
      int end = Math.min(bytes.capacity(), bytes.position() + 997);
      scan.accept(bytes.limit(end));
      bytes.limit(bytes.capacity()).position(end);
    }
    return scan;
  }
}
