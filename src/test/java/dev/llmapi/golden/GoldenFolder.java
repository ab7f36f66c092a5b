package dev.llmapi.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The folder of golden files: reads, compares, and where asked to writes them. */
final class GoldenFolder {
  private static final Path ROOT = Path.of("src/test/resources/golden");
  private static final boolean WRITES = "write".equals(System.getProperty("golden"));
  private static final DefaultPrettyPrinter PRINTER =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                  .withArrayEmptySeparator("")
                  .withObjectEmptySeparator(""))
          .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);

  private GoldenFolder() {}

  static Slice bytes(String path) {
    try {
      return Slice.of(Files.readAllBytes(ROOT.resolve(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean has(String path) {
    return Files.exists(ROOT.resolve(path));
  }

  static JsonNode tree(String path) {
    return tree(bytes(path));
  }

  static JsonNode tree(Slice json) {
    try {
      return Json.tree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of a folder's files, in order. */
  static List<String> names(String folder) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of what was captured, as opposed to what is made of it: they hold one dot only. */
  static List<String> captured(String folder) {
    return names(folder).stream()
        .filter(name -> name.indexOf('.') == name.lastIndexOf('.'))
        .toList();
  }

  /** A file's name without its extension. */
  static String stem(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  /** The rows of a table, comments and the heading left out; cells are divided by commas. */
  static List<List<String>> rows(String path, int columns) {
    return bytes(path)
        .text()
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .skip(1)
        .map(line -> Arrays.stream(line.split(",", columns)).toList())
        .toList();
  }

  /** Compares as trees, or writes the file anew. */
  static void check(String path, JsonNode actual) {
    if (WRITES) {
      write(path, pretty(actual));
    }
    assertThat(actual).as(path).isEqualTo(tree(path));
  }

  /** Compares event by event, the data as trees, or writes the file anew. */
  static void checkStream(String path, String actual) {
    if (WRITES) {
      write(path, actual);
    }
    assertThat(Events.of(actual)).as(path).isEqualTo(Events.of(bytes(path).text()));
  }

  private static String pretty(JsonNode tree) {
    try {
      return Json.TREES.writer(PRINTER).writeValueAsString(tree) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(String path, String text) {
    try {
      Files.writeString(ROOT.resolve(path), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
