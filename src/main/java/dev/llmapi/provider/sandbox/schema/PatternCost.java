package dev.llmapi.provider.sandbox.schema;

import dev.llmapi.provider.sandbox.schema.PatternExample.Choice;
import dev.llmapi.provider.sandbox.schema.PatternExample.Node;
import dev.llmapi.provider.sandbox.schema.PatternExample.OneOf;
import dev.llmapi.provider.sandbox.schema.PatternExample.Repeat;
import dev.llmapi.provider.sandbox.schema.PatternExample.Sequence;

/**
 * What a pattern may cost the JDK's matcher without its looking at a character, where counting the
 * looks does not help.
 */
final class PatternCost {
  private static final double MOST = 10_000;

  private PatternCost() {}

  /** Refuses a pattern that repeats a part too often, or is empty in too many ways. */
  static void check(Node node) {
    if (repeats(node) > MOST || waysToBeEmpty(node) > MOST) {
      throw new UnfittableSchemaException("a 'pattern' in it takes too long to match");
    }
  }

  private static double repeats(Node node) {
    return switch (node) {
      case OneOf _ -> 1;
      case Sequence(var parts) -> parts.stream().mapToDouble(PatternCost::repeats).sum();
      case Choice(var options) -> options.stream().mapToDouble(PatternCost::repeats).sum();
      case Repeat(var part, var least, _) -> Math.max(1, least) * (1 + repeats(part));
    };
  }

  /** How many ways lead through {@code node} at the end of the text; 1 for a dead end. */
  private static double waysToBeEmpty(Node node) {
    return switch (node) {
      case OneOf _ -> 1;
      case Sequence(var parts) ->
          parts.stream().mapToDouble(PatternCost::waysToBeEmpty).reduce(1, (a, b) -> a * b);
      case Choice(var options) ->
          Math.max(
              1,
              options.stream()
                  .filter(PatternCost::mayBeEmpty)
                  .mapToDouble(PatternCost::waysToBeEmpty)
                  .sum());
      case Repeat(var part, var least, _) ->
          mayBeEmpty(part) ? Math.pow(1 + waysToBeEmpty(part), Math.max(1, least)) : 1;
    };
  }

  private static boolean mayBeEmpty(Node node) {
    return switch (node) {
      case OneOf _ -> false;
      case Sequence(var parts) -> parts.stream().allMatch(PatternCost::mayBeEmpty);
      case Choice(var options) -> options.stream().anyMatch(PatternCost::mayBeEmpty);
      case Repeat(var part, var least, _) -> least == 0 || mayBeEmpty(part);
    };
  }
}
