package dev.llmapi.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Damages JSON as clients, hosts and bad lines do: by token, by byte, or by its length. */
public final class Mutator {

  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|[-+.\\w]+|\\s+|[^\\s\\w]");

  private static final List<String> OTHERS =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1e999",
          "3.5",
          "99999999999999999999",
          "\"\"",
          "\"x\"",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "{}",
          "[]",
          "[null]",
          "{\"type\":null}",
          "{",
          "]",
          ":",
          ",",
          "\"",
          "NaN",
          "\uFEFF",
          "[{\"type\":\"text\"}]",
          "{\"name\":null}");

  private Mutator() {}

  public static byte[] damaged(String json, RandomGenerator random) {
    List<String> tokens =
        TOKEN.matcher(json).results().map(result -> result.group()).collect(Collectors.toList());
    for (int i = random.nextInt(4); i > 0; i--) {
      damageToken(tokens, random);
    }
    byte[] bytes = String.join("", tokens).getBytes(UTF_8);
    if (bytes.length > 0 && random.nextInt(4) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(6) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
  }

  private static void damageToken(List<String> tokens, RandomGenerator random) {
    int at = random.nextInt(tokens.size());
    switch (random.nextInt(6)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, tokens.get(at));
      case 2 -> tokens.set(at, tokens.get(random.nextInt(tokens.size())));
      default -> tokens.set(at, OTHERS.get(random.nextInt(OTHERS.size())));
    }
    if (tokens.isEmpty()) {
      tokens.addAll(new ArrayList<>(List.of("{", "}")));
    }
  }
}
