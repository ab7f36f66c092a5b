package dev.llmapi.app.config;

import dev.llmapi.app.config.yaml.Section;
import dev.llmapi.app.config.yaml.Value;
import dev.llmapi.provider.Deadlines;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code timeouts}; what is not named there stays as it is. */
final class DeadlinesReader {

  static final List<String> MEMBERS = List.of("connect", "first_byte", "idle", "total");

  private DeadlinesReader() {}

  static Deadlines read(Section section, Deadlines otherwise) {
    section.allowOnly(MEMBERS);
    return new Deadlines(
        duration(section, "connect", otherwise.connect()),
        duration(section, "first_byte", otherwise.firstByte()),
        duration(section, "idle", otherwise.idle()),
        duration(section, "total", otherwise.total()));
  }

  private static Duration duration(Section section, String name, Duration otherwise) {
    return section.find(name).flatMap(DeadlinesReader::positive).orElse(otherwise);
  }

  /** A duration of more than nothing. */
  static Optional<Duration> positive(Value value) {
    Optional<Duration> duration = value.duration();
    if (duration.isPresent() && duration.get().isZero()) {
      value.wrong("must be more than 0");
      return Optional.empty();
    }
    return duration;
  }
}
