package dev.llmapi.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PerModelTest {

  @Test
  void of_sameModelAgain_isNotComputedAgain() {
    AtomicInteger computed = new AtomicInteger();
    PerModel<Integer> perModel = new PerModel<>((_, _) -> computed.incrementAndGet());

    assertThat(perModel.of("p", "m")).isEqualTo(1);
    assertThat(perModel.of("p", "m")).isEqualTo(1);
    assertThat(perModel.of("q", "m")).isEqualTo(2);
  }

  @Test
  void of_endlessNames_keepsABoundedNumber() {
    PerModel<String> perModel = new PerModel<>((_, model) -> model);

    for (int i = 0; i < 10_000; i++) {
      perModel.of("p", "m" + i);
    }

    assertThat(perModel.size()).isLessThanOrEqualTo(2048);
  }
}
