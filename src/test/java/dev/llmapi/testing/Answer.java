package dev.llmapi.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client got.
 *
 * @param whole whether the body ended as HTTP wants it, and was not broken off
 */
public record Answer(Head head, String body, boolean whole) {

  /** Without the usual limit to a string's length, which images pass. */
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
              .build());

  /** The status and the headers, by their names in lower case. */
  public record Head(int status, Map<String, String> headers) {}

  public int status() {
    return head.status();
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(head.headers().get(name));
  }

  /** The body as JSON. */
  public JsonNode json() {
    return parse(body);
  }

  /** The {@code error} of a body in OpenAI's shape. */
  public JsonNode error() {
    return json().path("error");
  }

  /** The data of a stream's events, comments left out. */
  public List<String> events() {
    return body.lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> line.substring("data: ".length()))
        .toList();
  }

  /** The data of the events that are JSON. */
  public List<JsonNode> chunks() {
    return events().stream().filter(data -> !data.equals("[DONE]")).map(Answer::parse).toList();
  }

  /** Whether the stream says that it is done. */
  public boolean isDone() {
    return !events().isEmpty() && events().getLast().equals("[DONE]");
  }

  /** All text that the stream's deltas carry. */
  public String streamedText() {
    StringBuilder text = new StringBuilder();
    for (JsonNode chunk : chunks()) {
      text.append(chunk.path("choices").path(0).path("delta").path("content").asText(""));
    }
    return text.toString();
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(json, e);
    }
  }
}
