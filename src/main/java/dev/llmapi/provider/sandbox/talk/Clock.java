package dev.llmapi.provider.sandbox.talk;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.UNICODE_CASE;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells the date and the time in UTC. */
final class Clock {
  private static final int MOST_CHARACTERS = 100;
  private static final Pattern ASKED =
      Pattern.compile(SkillWords.anyOf("clock"), CASE_INSENSITIVE | UNICODE_CASE);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private Clock() {}

  static Optional<String> tell(String prompt, Instant now) {
    if (prompt.length() > MOST_CHARACTERS || !ASKED.matcher(prompt).find()) {
      return Optional.empty();
    }
    var locale = Locale.forLanguageTag(Languages.detect(prompt).code());
    var time = now.atOffset(ZoneOffset.UTC);
    var date = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale).format(time);
    return Optional.of(date + ", " + TIME.format(time) + " UTC");
  }
}
