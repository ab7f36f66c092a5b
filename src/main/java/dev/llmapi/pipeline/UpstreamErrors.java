package dev.llmapi.pipeline;

import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.provider.UpstreamReply;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** Turns answers that are none into failures: error statuses, redirects, pages of proxies. */
final class UpstreamErrors {

  private static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);

  private final InstantSource clock;

  UpstreamErrors(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Checks status and type.
   *
   * @param read reads an error's body in the provider's format
   * @throws FailureException when it is not an answer of this type
   */
  void requireAnswer(
      UpstreamReply reply, boolean stream, BiFunction<Integer, Slice, Failure> read) {
    int status = reply.status();
    if (status >= 400) {
      Failure failure = read.apply(status, UpstreamBody.readError(reply));
      Duration told = retryAfter(reply).orElse(failure.retryAfter());
      throw new FailureException(failure.withRetryAfter(told));
    }
    if (status != 200) {
      throw FailureException.of(
          FailureKind.UPSTREAM_ERROR, "The provider answered with status " + status + ".");
    }
    String type = reply.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    String expected = stream ? "text/event-stream" : "json";
    if (!type.isEmpty() && !type.contains(expected)) {
      if (stream && type.contains("json")) {
        requireNoError(read.apply(status, UpstreamBody.readError(reply)));
      }
      throw FailureException.of(
          FailureKind.UPSTREAM_BROKEN,
          "The provider answered with another content type than %s."
              .formatted(stream ? expected : "application/json"));
    }
  }

  /** Some hosts tell an error to who asked for a stream as JSON, with status 200. */
  private static void requireNoError(Failure read) {
    if (read.kind() != FailureKind.UPSTREAM_ERROR) {
      throw new FailureException(read);
    }
  }

  /** {@code retry-after-ms}, or {@code retry-after} in seconds or as a date (RFC 9110, 10.2.3). */
  private Optional<Duration> retryAfter(UpstreamReply reply) {
    Optional<Duration> millis =
        reply.header("retry-after-ms").flatMap(text -> number(text)).map(this::ofMillis);
    return millis.or(() -> reply.header("retry-after").flatMap(this::secondsOrDate));
  }

  private Duration ofMillis(double millis) {
    return bounded(Duration.ofMillis((long) millis));
  }

  private Optional<Duration> secondsOrDate(String text) {
    Optional<Duration> seconds =
        number(text).map(number -> bounded(Duration.ofMillis((long) (number * 1000))));
    return seconds.or(() -> date(text));
  }

  private Optional<Duration> date(String text) {
    try {
      ZonedDateTime at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Optional.of(bounded(Duration.between(clock.instant(), at.toInstant())));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Double> number(String text) {
    try {
      double number = Double.parseDouble(text.strip());
      return number >= 0 && number < 1e9 ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration duration) {
    if (duration.isNegative()) {
      return Duration.ZERO;
    }
    return duration.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : duration;
  }
}
