package dev.llmapi.proof;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * What to try.
 *
 * @param quick one burst of each kind, streamed and whole calls mixed
 * @param stores {@code dynamodb}, {@code embedded} or {@code all}
 */
record ProofOptions(boolean quick, String stores, int calls, int processes, String command) {

  private static final List<String> STORES = List.of("all", "dynamodb", "embedded");

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException if it is not understood
   */
  static ProofOptions parse(List<String> arguments) {
    ProofOptions options = new ProofOptions(false, "all", 1_000, 8, "scripts/serve.sh");
    Queue<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      options = options.with(rest.remove(), rest);
    }
    return options;
  }

  private ProofOptions with(String option, Queue<String> rest) {
    return switch (option) {
      case "--quick" -> new ProofOptions(true, stores, calls, processes, command);
      case "--store" ->
          new ProofOptions(quick, oneOf(STORES, option, rest), calls, processes, command);
      case "--calls" ->
          new ProofOptions(quick, stores, count(option, rest, 100), processes, command);
      case "--processes" -> new ProofOptions(quick, stores, calls, count(option, rest, 4), command);
      default -> throw new IllegalArgumentException("unknown option " + option);
    };
  }

  private static String oneOf(List<String> known, String option, Queue<String> rest) {
    String value = value(option, rest);
    if (!known.contains(value)) {
      throw new IllegalArgumentException(option + " is one of " + String.join(", ", known));
    }
    return value;
  }

  private static int count(String option, Queue<String> rest, int least) {
    int count = Integer.parseInt(value(option, rest));
    if (count < least) {
      throw new IllegalArgumentException(option + " is at least " + least);
    }
    return count;
  }

  private static String value(String option, Queue<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.remove();
  }
}
