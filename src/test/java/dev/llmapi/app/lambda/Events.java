package dev.llmapi.app.lambda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The events that sam local sends too, and small ones made up. */
final class Events {

  private Events() {}

  static byte[] read(String name) throws IOException {
    return Files.readAllBytes(Path.of("events", name + ".json"));
  }

  /** The least that payload 1.0 says. */
  static byte[] post(String path, String escapedBody) {
    return """
    {"httpMethod": "POST", "path": "%s", "headers": null, "body": "%s"}\
    """
        .formatted(path, escapedBody)
        .getBytes(StandardCharsets.UTF_8);
  }
}
