package dev.llmapi.catalog;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a platform offers a model.
 *
 * @param model as it was asked for, without what the platform puts before it
 * @param stated what the maker has said of it; by now the day may have passed: see {@link
 *     #statusOn}
 * @param shutdownOn the first day on which it is no longer there
 * @param replacedBy the model that is asked instead, and that is itself not retired for good
 */
public record LifeCycle(
    String platform,
    String model,
    Status stated,
    @Nullable LocalDate shutdownOn,
    @Nullable String replacedBy,
    String source) {

  /** How many days before a shutdown the callers are warned. */
  public static final int WARNING_DAYS = 30;

  /** Where a model stands in its life. */
  public enum Status {
    ACTIVE,
    DEPRECATED,
    RETIRED;

    /** The name in the interface: {@code deprecated}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Retired from the day of the shutdown on. */
  public Status statusOn(LocalDate day) {
    return shutdownOn != null && !day.isBefore(shutdownOn) ? Status.RETIRED : stated;
  }

  /**
   * What those are told who ask for it on that day; empty while there is nothing to say.
   *
   * @param successor the model that lives on in its place
   */
  Optional<Notice> noticeOn(LocalDate day, Optional<String> successor) {
    LocalDate warnedFrom = shutdownOn == null ? null : shutdownOn.minusDays(WARNING_DAYS);
    if (statusOn(day) == Status.RETIRED) {
      String text =
          "The model %s was retired%s%s"
              .formatted(
                  model,
                  shutdownOn == null ? "" : " on " + shutdownOn,
                  successor
                      .map(name -> "; " + name + " answers.")
                      .orElse(
                          " and nothing replaces it; GET /v1/models lists the models there are."));
      return Optional.of(new Notice(text, warnedFrom, null));
    }
    if (warnedFrom == null || day.isBefore(warnedFrom)) {
      return Optional.empty();
    }
    String text =
        "The model %s will be shut down on %s%s"
            .formatted(
                model, shutdownOn, successor.map(name -> "; change to " + name + ".").orElse("."));
    return Optional.of(new Notice(text, warnedFrom, shutdownOn));
  }
}
