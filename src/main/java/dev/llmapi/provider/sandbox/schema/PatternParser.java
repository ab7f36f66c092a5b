package dev.llmapi.provider.sandbox.schema;

import dev.llmapi.provider.sandbox.schema.PatternExample.Node;
import java.util.ArrayList;
import java.util.List;

/** Reads a regular expression into the parts that {@link PatternExample} writes. */
final class PatternParser {
  private static final int MOST_GROUPS = 100;

  private final String pattern;
  private int at;
  private int groups;

  PatternParser(String pattern) {
    this.pattern = pattern;
  }

  Node alternatives() {
    var options = new ArrayList<Node>();
    do {
      options.add(sequence());
    } while (take('|'));
    return options.size() == 1 ? options.getFirst() : new PatternExample.Choice(options);
  }

  private Node sequence() {
    var parts = new ArrayList<Node>();
    while (at < pattern.length() && peek() != '|' && peek() != ')') {
      parts.add(quantified(atom()));
    }
    return new PatternExample.Sequence(parts);
  }

  private Node atom() {
    var c = next();
    return switch (c) {
      case '(' -> group();
      case '[' -> new PatternExample.OneOf(characterClass());
      case '.' -> new PatternExample.OneOf(PatternExample.ANY);
      case '^', '$' -> new PatternExample.Sequence(List.of());
      case '\\' -> escape();
      default -> new PatternExample.OneOf(String.valueOf(c));
    };
  }

  private Node group() {
    var looksAround = false;
    if (take('?')) {
      looksAround =
          peek() == '='
              || peek() == '!'
              || (peek() == '<'
                  && "=!".indexOf(pattern.charAt(Math.min(at + 1, pattern.length() - 1))) >= 0);
      if (take('<') && !looksAround) {
        at = Math.max(at, pattern.indexOf('>', at) + 1);
      } else if (!take(':') && !take('=')) {
        take('!');
      }
    }
    if (++groups > MOST_GROUPS) {
      throw new UnfittableSchemaException("a 'pattern' in it has too many groups");
    }
    var inside = alternatives();
    PatternCost.check(inside);
    take(')');
    return looksAround ? new PatternExample.Sequence(List.of()) : inside;
  }

  private Node escape() {
    var c = next();
    if (c == 'b' || c == 'B') {
      return new PatternExample.Sequence(List.of());
    }
    return new PatternExample.OneOf(escaped(c));
  }

  /** The characters that an escape stands for. */
  private String escaped(char c) {
    return switch (c) {
      case 'd' -> "1234567890";
      case 'w' -> PatternExample.WORD;
      case 's' -> " ";
      case 'D' -> "abcdefghijklmnopqrstuvwxyz";
      case 'W' -> "-.,";
      case 'S' -> PatternExample.WORD;
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'u' -> hex(4);
      case 'x' -> hex(2);
      case 'p', 'P' -> property();
      default -> String.valueOf(c);
    };
  }

  private String hex(int digits) {
    var end = Math.min(pattern.length(), at + digits);
    var code = Integer.parseInt(pattern, at, end, 16);
    at = end;
    return String.valueOf((char) code);
  }

  private String property() {
    var end = pattern.indexOf('}', at);
    var name = end < 0 ? "" : pattern.substring(at + 1, end);
    at = Math.max(at, end + 1);
    return switch (name) {
      case "Lu" -> "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
      case "N", "Nd" -> "1234567890";
      default -> "abcdefghijklmnopqrstuvwxyz";
    };
  }

  private String characterClass() {
    var negated = take('^');
    var members = new StringBuilder();
    while (at < pattern.length() && peek() != ']') {
      var c = next();
      var start = c == '\\' ? escaped(next()) : String.valueOf(c);
      if (start.length() == 1 && isRange()) {
        at++;
        var last = next();
        var end = last == '\\' ? escaped(next()) : String.valueOf(last);
        appendRange(members, start.charAt(0), end.charAt(0));
      } else {
        members.append(start);
      }
    }
    take(']');
    return negated ? without(members.toString()) : members.toString();
  }

  private boolean isRange() {
    return at + 1 < pattern.length() && peek() == '-' && pattern.charAt(at + 1) != ']';
  }

  private static void appendRange(StringBuilder members, char first, char last) {
    for (var c = first; c <= last && members.length() < 1_000; c++) {
      members.append(c);
    }
  }

  private static String without(String members) {
    var left = new StringBuilder();
    (PatternExample.WORD + " -.,:;/")
        .chars()
        .filter(c -> members.indexOf(c) < 0)
        .forEach(c -> left.append((char) c));
    return left.toString();
  }

  private Node quantified(Node part) {
    var result = part;
    if (take('*')) {
      result = new PatternExample.Repeat(part, 0, PatternExample.MOST_REPEATS);
    } else if (take('+')) {
      result = new PatternExample.Repeat(part, 1, PatternExample.MOST_REPEATS);
    } else if (take('?')) {
      result = new PatternExample.Repeat(part, 0, 1);
    } else if (at < pattern.length() && peek() == '{') {
      result = counted(part);
    } else {
      return part;
    }
    if (!take('?')) {
      take('+');
    }
    return result;
  }

  private Node counted(Node part) {
    var end = pattern.indexOf('}', at);
    var counts = end < 0 ? "" : pattern.substring(at + 1, end);
    if (!counts.matches("\\d{1,4}(,\\d{0,4})?")) {
      return part;
    }
    at = end + 1;
    var comma = counts.indexOf(',');
    var least = Integer.parseInt(comma < 0 ? counts : counts.substring(0, comma));
    var open = comma == counts.length() - 1;
    var most =
        comma < 0
            ? least
            : open ? PatternExample.MOST_REPEATS : Integer.parseInt(counts.substring(comma + 1));
    return new PatternExample.Repeat(part, least, most);
  }

  private char peek() {
    return at < pattern.length() ? pattern.charAt(at) : '\0';
  }

  private char next() {
    if (at >= pattern.length()) {
      throw new UnfittableSchemaException("a 'pattern' in it cannot be read");
    }
    return pattern.charAt(at++);
  }

  private boolean take(char c) {
    if (at < pattern.length() && pattern.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }
}
