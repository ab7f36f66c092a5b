package dev.llmapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.llmapi.catalog.Notice;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NoticeHeadersTest {

  private static final LocalDate WARNED = LocalDate.of(2026, 11, 1);
  private static final LocalDate SHUTDOWN = LocalDate.of(2026, 12, 1);

  @Test
  void of_nothing_isNoHeader() {
    assertThat(NoticeHeaders.of(List.of())).isEmpty();
  }

  @Test
  void of_shutdownAhead_hasTheStandardDates() {
    assertThat(NoticeHeaders.of(List.of(new Notice("Ends soon.", WARNED, SHUTDOWN))))
        .containsExactly(
            entry("x-llmapi-warning", "Ends soon."),
            entry("deprecation", "@1793491200"),
            entry("sunset", "Tue, 01 Dec 2026 00:00:00 GMT"));
  }

  @Test
  void of_retired_hasNoSunset() {
    assertThat(NoticeHeaders.of(List.of(new Notice("Retired.", WARNED, null))))
        .containsOnlyKeys("x-llmapi-warning", "deprecation");
    assertThat(NoticeHeaders.of(List.of(new Notice("Retired.", null, null))))
        .containsOnlyKeys("x-llmapi-warning");
  }

  @Test
  void of_several_areOneHeaderAndTheFirstOfTheDays() {
    List<Notice> notices =
        List.of(
            new Notice("One.", WARNED, null),
            new Notice("Two.", WARNED.plusDays(1), SHUTDOWN.plusDays(1)),
            new Notice("Three.", WARNED.plusDays(2), SHUTDOWN));

    assertThat(NoticeHeaders.of(notices))
        .containsEntry("x-llmapi-warning", "One. Two. Three.")
        .containsEntry("deprecation", "@1793491200")
        .containsEntry("sunset", "Tue, 01 Dec 2026 00:00:00 GMT");
  }
}
