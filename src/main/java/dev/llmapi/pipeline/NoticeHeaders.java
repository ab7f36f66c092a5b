package dev.llmapi.pipeline;

import dev.llmapi.catalog.Notice;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The end of a model as headers: {@code x-llmapi-warning} in words, and for machines {@code
 * deprecation} (RFC 9745) and {@code sunset} (RFC 8594).
 */
final class NoticeHeaders {

  /** HTTP's own date: the day always has two digits. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH);

  private NoticeHeaders() {}

  /** None where there is nothing to tell. */
  static Map<String, String> of(List<Notice> notices) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (notices.isEmpty()) {
      return headers;
    }
    headers.put(
        "x-llmapi-warning", notices.stream().map(Notice::text).collect(Collectors.joining(" ")));
    earliest(notices, Notice::deprecatedOn)
        .ifPresent(day ->
            headers.put("deprecation", "@" + day.atStartOfDay(ZoneOffset.UTC).toEpochSecond()));
    earliest(notices, Notice::sunsetOn)
        .ifPresent(day -> headers.put("sunset", HTTP_DATE.format(day.atStartOfDay())));
    return headers;
  }

  private static Optional<LocalDate> earliest(
      List<Notice> notices, Function<Notice, @Nullable LocalDate> day) {
    return notices.stream().map(day).filter(Objects::nonNull).min(LocalDate::compareTo);
  }
}
