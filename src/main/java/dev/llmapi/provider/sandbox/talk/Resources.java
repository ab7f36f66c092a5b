package dev.llmapi.provider.sandbox.talk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables that lie beside these classes, in UTF-8. */
public final class Resources {
  private static final Pattern COMMAS = Pattern.compile("\\s*,\\s*");

  private Resources() {}

  /** The rows of a table, without those that are empty or begin with {@code #}. */
  static Stream<String> lines(String name) {
    try (var reader = new BufferedReader(open(name))) {
      return reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of properties. */
  static Map<String, String> properties(String name) {
    var properties = new Properties();
    try (var reader = open(name)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toUnmodifiableMap(key -> key, properties::getProperty));
  }

  /** A file of properties whose values are lists, with commas between. */
  public static Map<String, List<String>> lists(String name) {
    return properties(name).entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, entry -> COMMAS.splitAsStream(entry.getValue()).toList()));
  }

  private static Reader open(String name) {
    var stream = Resources.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IllegalStateException("no resource " + name);
    }
    return new InputStreamReader(stream, UTF_8);
  }
}
