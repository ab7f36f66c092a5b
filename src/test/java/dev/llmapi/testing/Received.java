package dev.llmapi.testing;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A request as a fake provider got it.
 *
 * @param path with its query, as it stood on the wire
 * @param headers by their names in lower case
 */
// An array, since this is for tests to look at.
@SuppressWarnings("ArrayRecordComponent")
public record Received(String method, String path, Map<String, String> headers, byte[] body) {

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
