package dev.llmapi.app.config;

import dev.llmapi.app.config.yaml.DurationText;
import dev.llmapi.app.config.yaml.Problems;
import dev.llmapi.app.config.yaml.Section;
import dev.llmapi.policy.Lease;
import dev.llmapi.policy.LeaseTerms;
import dev.llmapi.policy.LeaseTerms.Unsettled;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code store}, and the variables of the stores. */
record StoreReader(Environment environment, Problems problems) {

  static final List<String> MEMBERS = List.of("fsync");
  static final List<String> FSYNCS = List.of("each_second", "always");

  static final String FSYNC = "LLMAPI_FSYNC";
  static final String TABLE = "LLMAPI_TABLE";
  static final String LEASE = "LLMAPI_LEASE";
  static final String UNSETTLED = "LLMAPI_UNSETTLED";
  static final String PATIENCE = "LLMAPI_STORE_PATIENCE";

  /** How far clocks may differ, for calls that may take longer than the usual lease is. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(6);

  /**
   * Reads them all.
   *
   * @param longestCall what a lease must not be shorter than; empty where it is not known, since
   *     the limit of time is wrong itself
   */
  StoreSettings read(Section section, Optional<Duration> longestCall) {
    section.allowOnly(MEMBERS);
    return new StoreSettings(
        fsyncsAlways(section),
        environment.find(TABLE),
        duration(PATIENCE),
        new LeaseTerms(lease(longestCall.orElse(Duration.ZERO)), unsettled()));
  }

  private boolean fsyncsAlways(Section section) {
    Optional<String> written = section.find("fsync").flatMap(value -> value.oneOf(FSYNCS));
    Optional<String> variable = environment.find(FSYNC);
    if (variable.isPresent() && !FSYNCS.contains(variable.get())) {
      problems.add(
          FSYNC, "\"%s\" is none of %s".formatted(variable.get(), String.join(", ", FSYNCS)));
    }
    return variable.or(() -> written).filter("always"::equals).isPresent();
  }

  private Duration lease(Duration longestCall) {
    Duration usual = Lease.LONGEST;
    Duration enough = longestCall.plus(CLOCKS_DIFFER);
    Duration lease = duration(LEASE).orElse(usual.compareTo(enough) >= 0 ? usual : enough);
    if (lease.compareTo(longestCall) < 0) {
      problems.add(
          LEASE,
          "is shorter than a call may take (timeouts.total, %d ms); write at least that, better some minutes more"
              .formatted(longestCall.toMillis()));
    }
    return lease;
  }

  private Unsettled unsettled() {
    String text = environment.find(UNSETTLED).orElse("count");
    return switch (text) {
      case "count" -> Unsettled.COUNTED;
      case "release" -> Unsettled.RELEASED;
      default -> {
        problems.add(UNSETTLED, "\"" + text + "\" is neither count nor release");
        yield Unsettled.COUNTED;
      }
    };
  }

  private Optional<Duration> duration(String name) {
    Optional<String> text = environment.find(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> duration = text.flatMap(DurationText::parse).filter(Duration::isPositive);
    if (duration.isEmpty()) {
      problems.add(name, "\"" + text.get() + "\" is no duration; write 500ms, 5s, 20m or 1h");
    }
    return duration;
  }
}
