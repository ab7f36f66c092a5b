package dev.llmapi.pipeline;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.ImageSource;
import dev.llmapi.model.Part;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.openai.ChatRequestReader;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Requests with images, read as the gateway reads them. */
final class ImageRequests {

  private ImageRequests() {}

  /** Before the one message stands another, so that its index is 1. */
  static ChatRequest request(String... messages) {
    return ChatRequestReader.read(
        Slice.utf8(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"Hi\"},"
                + String.join(",", messages)
                + "],\"x\":1}"));
  }

  static String user(String... urls) {
    return "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"What?\"},%s]}"
        .formatted(parts(urls));
  }

  static String message(String role, String more, String... urls) {
    return "{\"role\":\"%s\",%s\"content\":[%s]}".formatted(role, more, parts(urls));
  }

  static String parts(String... urls) {
    return Arrays.stream(urls).map(ImageRequests::part).collect(Collectors.joining(","));
  }

  static String part(String url) {
    return "{\"type\":\"image_url\",\"image_url\":{\"url\":\"%s\",\"detail\":\"low\"}}"
        .formatted(url);
  }

  static List<Part.Image> images(ChatRequest request) {
    return request.messages().stream()
        .flatMap(message -> message.content().stream())
        .filter(Part.Image.class::isInstance)
        .map(Part.Image.class::cast)
        .toList();
  }

  static List<ImageSource> sources(ChatRequest request) {
    return images(request).stream().map(Part.Image::source).toList();
  }
}
