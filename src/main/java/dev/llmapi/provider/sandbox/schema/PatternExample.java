package dev.llmapi.provider.sandbox.schema;

import java.util.List;

/**
 * Writes a string that a regular expression matches.
 *
 * <p>It knows literals, classes, groups, alternatives, quantifiers and anchors. Look-around and
 * back references it passes over: what it writes is checked against the pattern afterwards.
 */
final class PatternExample {
  static final int MOST_REPEATS = 1_000;
  private static final int MOST_CHARACTERS = 20_000;

  /** All of {@code \\w}; any four in a row are of different kinds, as rules for passwords want. */
  static final String WORD = mixed("");

  /** Some of what a dot stands for. */
  static final String ANY = mixed("!@#$%&*-+=?.,:;");

  private final Node root;

  private PatternExample(Node root) {
    this.root = root;
  }

  private static String mixed(String signs) {
    var mixed = new StringBuilder();
    for (var i = 0; i < 26; i++) {
      mixed.append((char) ('a' + i)).append((char) ('A' + i)).append(i % 10);
      if (i < signs.length()) {
        mixed.append(signs.charAt(i));
      }
    }
    return mixed.append(signs.isEmpty() ? "_" : "").toString();
  }

  static PatternExample parse(String pattern) {
    var root = new PatternParser(pattern).alternatives();
    PatternCost.check(root);
    return new PatternExample(root);
  }

  /** {@code extra} repeats what may be repeated, {@code salt} chooses among characters. */
  String write(int extra, int salt) {
    var out = new StringBuilder();
    root.write(out, extra, salt);
    return out.toString();
  }

  /** A part of a pattern. */
  sealed interface Node {
    void write(StringBuilder out, int extra, int salt);
  }

  record Sequence(List<Node> parts) implements Node {
    @Override
    public void write(StringBuilder out, int extra, int salt) {
      parts.forEach(part -> part.write(out, extra, salt));
    }
  }

  record Choice(List<Node> options) implements Node {
    @Override
    public void write(StringBuilder out, int extra, int salt) {
      options.get(salt % options.size()).write(out, extra, salt);
    }
  }

  record Repeat(Node part, int least, int most) implements Node {
    @Override
    public void write(StringBuilder out, int extra, int salt) {
      var times = Math.min(most, least + extra);
      for (var i = 0; i < times; i++) {
        var before = out.length();
        part.write(out, extra, salt);
        if (out.length() == before) {
          return;
        }
        if (out.length() > MOST_CHARACTERS) {
          throw new UnfittableSchemaException("a 'pattern' in it wants too long a string");
        }
      }
    }
  }

  record OneOf(String characters) implements Node {
    @Override
    public void write(StringBuilder out, int extra, int salt) {
      if (characters.isEmpty()) {
        throw new UnfittableSchemaException("a 'pattern' in it has a class that nothing is in");
      }
      out.append(
          characters.charAt((salt + out.length() * Math.min(1, salt)) % characters.length()));
    }
  }
}
