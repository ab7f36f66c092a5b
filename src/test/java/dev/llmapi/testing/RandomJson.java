package dev.llmapi.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Well-formed JSON of every shape, with escapes and white space where they may stand. */
public final class RandomJson {

  private static final String[] STRING_PIECES = {
    "a",
    "text ",
    "\\\"",
    "\\\\",
    "\\\\\\\"",
    "\\n",
    "\\u00e9",
    "\\ud83d\\ude42",
    "\\ud800",
    "é",
    "🙂",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\\/",
    "base64+/==",
    " ",
    "null",
    "\\u0022",
    "0123456789abcdef"
  };
  private static final String[] SCALARS = {
    "0", "-1", "3.25", "1e9", "-2.5E-3", "12345678901234567890", "true", "false", "null"
  };
  private static final String[] SPACES = {"", "", "", " ", "\n", "\t", "\r\n", "  "};
  private static final int DEEPEST = 5;

  private final RandomGenerator random;

  public RandomJson(RandomGenerator random) {
    this.random = random;
  }

  /** A member's name and value, as they stand in the document. */
  public record Member(String name, String value) {}

  /** Members with different names that need no escape. */
  public List<Member> members(int count) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(new Member("m" + i + "_".repeat(random.nextInt(40)), value(1)));
    }
    return members;
  }

  /** The object of these members, with white space between all tokens. */
  public String object(List<Member> members) {
    StringBuilder text = new StringBuilder(space()).append('{');
    for (int i = 0; i < members.size(); i++) {
      text.append(i == 0 ? "" : ",").append(space());
      text.append('"').append(members.get(i).name()).append('"').append(space());
      text.append(':').append(space()).append(members.get(i).value()).append(space());
    }
    return text.append(space()).append('}').append(space()).toString();
  }

  public String space() {
    return pick(SPACES);
  }

  public String string() {
    StringBuilder text = new StringBuilder("\"");
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(pick(STRING_PIECES));
    }
    return text.append('"').toString();
  }

  /** Half a surrogate pair may stand in a value, but Jackson refuses it in a name. */
  private String name() {
    return string().replace("\\ud800", "");
  }

  private String value(int depth) {
    return switch (random.nextInt(depth < DEEPEST ? 6 : 4)) {
      case 0, 1 -> string();
      case 2, 3 -> pick(SCALARS);
      case 4 -> array(depth);
      default -> nested(depth);
    };
  }

  private String array(int depth) {
    StringBuilder text = new StringBuilder("[").append(space());
    for (int i = random.nextInt(4), first = i; i > 0; i--) {
      text.append(i == first ? "" : ",").append(space()).append(value(depth + 1)).append(space());
    }
    return text.append(']').toString();
  }

  private String nested(int depth) {
    StringBuilder text = new StringBuilder("{").append(space());
    for (int i = random.nextInt(4), first = i; i > 0; i--) {
      text.append(i == first ? "" : ",").append(space()).append("\"").append(i);
      text.append(name().substring(1)).append(space()).append(':').append(space());
      text.append(value(depth + 1)).append(space());
    }
    return text.append('}').toString();
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }
}
