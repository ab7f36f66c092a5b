package dev.llmapi.provider.sandbox.talk;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.DOTALL;
import static java.util.regex.Pattern.UNICODE_CASE;

import java.util.Optional;
import java.util.regex.Pattern;

/** Says again what it is told to say: {@code Say hello}, {@code Reply with "pong"}. */
final class Repetition {
  private static final int MOST_CHARACTERS = 4_000;
  private static final int FLAGS = CASE_INSENSITIVE | UNICODE_CASE | DOTALL;

  /** The request at the start of the prompt, then what to say. */
  private static final Pattern ORDER =
      Pattern.compile(
          "^\\s*(?:"
              + SkillWords.anyOf("please")
              + "[\\s,]+)*"
              + SkillWords.anyOf("say")
              + "(?:(?<=[\\p{IsHan}])|(?![\\p{L}\\p{M}]))[\\s:：,，]*(?<rest>.+)$",
          FLAGS);

  private static final Pattern MENTION = Pattern.compile(SkillWords.anyOf("say"), FLAGS);
  private static final Pattern TOPIC =
      Pattern.compile(
          "^\\s*" + SkillWords.anyOf("topic") + "(?![\\p{L}\\p{M}])",
          CASE_INSENSITIVE | UNICODE_CASE);
  private static final Pattern QUOTED =
      Pattern.compile("[\"“„«「『]\\s*([^\"“”„«»「」『』]+?)\\s*[\"“”»」』]");

  private Repetition() {}

  static Optional<String> repeat(String prompt) {
    if (prompt.length() > MOST_CHARACTERS || !MENTION.matcher(prompt).find()) {
      return Optional.empty();
    }
    var order = ORDER.matcher(prompt);
    var quoted = QUOTED.matcher(prompt);
    var ordered = order.find();
    if (quoted.find() && (ordered || endsWithOrder(prompt))) {
      return Optional.of(quoted.group(1));
    }
    return ordered && isToBeSaid(order.group("rest"))
        ? Optional.of(order.group("rest").strip())
        : Optional.empty();
  }

  /** Whether it is what to say, rather than a question or what to speak of. */
  private static boolean isToBeSaid(String rest) {
    var last = rest.strip().codePointBefore(rest.strip().length());
    return "?？؟;".indexOf(last) < 0 && !TOPIC.matcher(rest).find();
  }

  /** Whether the request stands behind what to say, as it does in Japanese, Korean and Turkish. */
  private static boolean endsWithOrder(String prompt) {
    var last = Math.max(0, prompt.stripTrailing().length() - 16);
    return MENTION.matcher(prompt.substring(last)).find();
  }
}
