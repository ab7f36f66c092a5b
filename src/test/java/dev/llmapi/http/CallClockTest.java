package dev.llmapi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llmapi.http.CallClock.Phase;
import dev.llmapi.provider.Deadlines;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clocks of a call, on a clock that the test moves. */
final class CallClockTest {

  private static final Deadlines DEADLINES =
      new Deadlines(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMillis(1500),
          Duration.ofSeconds(60));

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);
  private final CallClock clock = new CallClock(DEADLINES, now::get);

  @ParameterizedTest
  @CsvSource({"CONNECT, 5000", "FIRST_BYTE, 30000", "IDLE, 1500", "TOTAL, 60000"})
  void isOver_eachPhase_afterItsLimitAndNotBefore(Phase phase, long millis) {
    clock.start(phase);
    pass(Duration.ofMillis(millis).minusNanos(1));
    assertFalse(clock.isOver(now.get()));
    pass(Duration.ofNanos(1));
    assertTrue(clock.isOver(now.get()));
    assertEquals(phase, clock.running());
  }

  @Test
  void isOver_bytesThatDripIn_beginTheIdleClockAnew() {
    for (int i = 0; i < 20; i++) {
      clock.start(Phase.IDLE);
      pass(Duration.ofMillis(1499));
      assertFalse(clock.isOver(now.get()), "after " + i);
      clock.start(Phase.TOTAL);
    }
  }

  @Test
  void isOver_dripThatNeverEnds_byTheTotal() {
    pass(Duration.ofSeconds(59));
    clock.start(Phase.IDLE);
    pass(Duration.ofSeconds(1));
    assertTrue(clock.isOver(now.get()));
    assertEquals(Phase.TOTAL, clock.running());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CONNECT    | could not be reached: no connection within 5 s
          FIRST_BYTE | did not begin to answer within 30 s
          IDLE       | stopped in mid-answer: nothing came for 1500 ms
          TOTAL      | did not finish its answer within 60 s
          """)
  void message_ofThePhase_namesTheLimit(Phase phase, String message) {
    clock.start(phase);
    assertEquals(message, clock.message());
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
