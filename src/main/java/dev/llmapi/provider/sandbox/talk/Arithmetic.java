package dev.llmapi.provider.sandbox.talk;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.UNICODE_CASE;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Works out an expression of numbers, {@code + - * /} and brackets, also with the operations in
 * words.
 */
final class Arithmetic {
  private static final int MOST_CHARACTERS = 400;

  /** The operations in words between two numbers, by the sign that they mean. */
  private static final Map<Character, Pattern> IN_WORDS =
      Map.of(
          '+', inWords("plus"), '-', inWords("minus"), '*', inWords("times"), '/', inWords("over"));

  private static final String NUMBER = "\\d+(?:\\.\\d+)?";
  private static final Pattern EXPRESSION =
      Pattern.compile("[-(\\s]*" + NUMBER + "[)\\s]*(?:[-+*/×·÷−][-(\\s]*" + NUMBER + "[)\\s]*)+");

  /** {@code 2026-01-02}, {@code 555-1234}, {@code 24/7}: written tight, these are not sums. */
  private static final Pattern TIGHT = Pattern.compile("\\d[-/]\\d");

  private Arithmetic() {}

  static Optional<String> solve(String prompt) {
    return findExpression(prompt)
        .flatMap(expression -> evaluate(expression).map(value -> expression + " = " + value));
  }

  /** The first expression in {@code prompt}, with signs for words. */
  static Optional<String> findExpression(String prompt) {
    if (prompt.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    var text = prompt;
    for (var operation : IN_WORDS.entrySet()) {
      text = operation.getValue().matcher(text).replaceAll("$1 " + operation.getKey() + " ");
    }
    var matcher = EXPRESSION.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    var expression = matcher.group().strip();
    var rest = text.replace(expression, "").replaceAll("[\\s=?.!]", "");
    return TIGHT.matcher(expression).find() && rest.length() > 12
        ? Optional.empty()
        : Optional.of(expression);
  }

  /** The value of {@code expression}; empty if it is none, or divides by zero. */
  static Optional<String> evaluate(String expression) {
    try {
      var value = new Sum(expression.replaceAll("\\s", "")).whole();
      return Optional.of(value.stripTrailingZeros().toPlainString());
    } catch (ArithmeticException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static Pattern inWords(String list) {
    return Pattern.compile(
        "(\\d\\)?)\\s*" + SkillWords.anyOf(list) + "\\s*(?=[-(]*\\d)",
        CASE_INSENSITIVE | UNICODE_CASE);
  }

  /** Recursive descent over one expression without white space. */
  private static final class Sum {
    private final String text;
    private int at;

    Sum(String text) {
      this.text = text;
    }

    BigDecimal whole() {
      var value = sum();
      if (at < text.length()) {
        throw new NumberFormatException("not an expression");
      }
      return value;
    }

    private BigDecimal sum() {
      var value = product();
      while (true) {
        if (take("+")) {
          value = value.add(product(), MathContext.DECIMAL64);
        } else if (take("-−")) {
          value = value.subtract(product(), MathContext.DECIMAL64);
        } else {
          return value;
        }
      }
    }

    private BigDecimal product() {
      var value = factor();
      while (true) {
        if (take("*×·")) {
          value = value.multiply(factor(), MathContext.DECIMAL64);
        } else if (take("/÷")) {
          value = value.divide(factor(), MathContext.DECIMAL64);
        } else {
          return value;
        }
      }
    }

    private BigDecimal factor() {
      if (take("-−")) {
        return factor().negate();
      }
      if (take("(")) {
        var value = sum();
        if (!take(")")) {
          throw new NumberFormatException("a bracket is open");
        }
        return value;
      }
      var start = at;
      while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
        at++;
      }
      return new BigDecimal(text.substring(start, at));
    }

    private boolean take(String signs) {
      if (at < text.length() && signs.indexOf(text.charAt(at)) >= 0) {
        at++;
        return true;
      }
      return false;
    }
  }
}
