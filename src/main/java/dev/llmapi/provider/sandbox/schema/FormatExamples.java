package dev.llmapi.provider.sandbox.schema;

import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** An example for each format of JSON Schema; the number tells the elements of an array apart. */
final class FormatExamples {
  private static final Map<String, IntFunction<String>> BY_NAME =
      Map.ofEntries(
          Map.entry("date-time", i -> "2026-01-%02dT12:00:00Z".formatted(1 + i % 28)),
          Map.entry("date", i -> "2026-01-%02d".formatted(1 + i % 28)),
          Map.entry("time", i -> "12:%02d:00Z".formatted(i % 60)),
          Map.entry("duration", i -> "PT" + (1 + i) + "H"),
          Map.entry("email", i -> "sandbox" + number(i) + "@example.com"),
          Map.entry("idn-email", i -> "sandbox" + number(i) + "@example.com"),
          Map.entry("hostname", i -> "sandbox" + number(i) + ".example.com"),
          Map.entry("idn-hostname", i -> "sandbox" + number(i) + ".example.com"),
          Map.entry("ipv4", i -> "192.0.2." + (1 + i % 250)),
          Map.entry("ipv6", i -> "2001:db8::" + Integer.toHexString(1 + i)),
          Map.entry("uri", i -> "https://example.com/sandbox" + number(i)),
          Map.entry("uri-reference", i -> "/sandbox" + number(i)),
          Map.entry("url", i -> "https://example.com/sandbox" + number(i)),
          Map.entry("iri", i -> "https://example.com/sandbox" + number(i)),
          Map.entry("iri-reference", i -> "/sandbox" + number(i)),
          Map.entry("uri-template", i -> "/sandbox" + number(i) + "/{id}"),
          Map.entry("uuid", i -> "00000000-0000-4000-8000-%012x".formatted(1 + i)),
          Map.entry("json-pointer", i -> "/sandbox" + number(i)),
          Map.entry("relative-json-pointer", i -> i + "/sandbox"),
          Map.entry("regex", i -> "^sandbox" + number(i) + "$"),
          Map.entry("byte", i -> i % 2 == 0 ? "c2FuZGJveA==" : "c2FuZGJveDI="));

  private FormatExamples() {}

  static Optional<String> find(String format, int salt) {
    return Optional.ofNullable(BY_NAME.get(format)).map(example -> example.apply(salt));
  }

  /** Whether {@code text}, which looks like it, is of this format. */
  static boolean isOf(String format, String text) {
    try {
      return switch (format) {
        case "date" -> !LocalDate.parse(text).toString().isEmpty();
        case "uri", "url" -> URI.create(text).isAbsolute();
        default -> true;
      };
    } catch (DateTimeParseException | IllegalArgumentException _) {
      return false;
    }
  }

  private static String number(int salt) {
    return salt == 0 ? "" : Integer.toString(salt + 1);
  }
}
