package dev.llmapi.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the files that all wires' tests share. */
final class GoldenFiles {

  private static final Path ROOT = Path.of("src/test/resources/golden");

  private GoldenFiles() {}

  static Slice bytes(String path) {
    try {
      return Slice.of(Files.readAllBytes(ROOT.resolve(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
}
