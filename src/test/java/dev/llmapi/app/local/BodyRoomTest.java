package dev.llmapi.app.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyRoomTest {

  private static final int MEGABYTE = 1 << 20;

  private final BodyRoom room = new BodyRoom(2 * MEGABYTE, Duration.ZERO);

  @Test
  void take_moreThanIsFree_isOverloadedWithRetryAfter() {
    room.take(MEGABYTE);
    room.take(MEGABYTE);

    assertThatThrownBy(() -> room.take(MEGABYTE))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> {
              assertThat(e.failure().kind()).isEqualTo(FailureKind.OVERLOADED);
              assertThat(e.failure().retryAfter()).isPositive();
            });
  }

  @Test
  void take_afterAnotherWasGiven_hasRoom() {
    room.take(2 * MEGABYTE);
    room.give(2 * MEGABYTE);

    room.take(2 * MEGABYTE);
    room.give(2 * MEGABYTE);
  }

  @Test
  void take_smallBody_needsNone() {
    room.take(2 * MEGABYTE);

    room.take(1000);
    room.give(1000);
    room.give(2 * MEGABYTE);
  }
}
