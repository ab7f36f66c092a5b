package dev.llmapi.provider.sandbox;

import com.fasterxml.jackson.databind.node.POJONode;
import dev.llmapi.provider.sandbox.picture.DataUrl;
import dev.llmapi.provider.sandbox.picture.ImageHeader;
import dev.llmapi.provider.sandbox.picture.SentImage;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the messages of a request. */
final class TurnReader {
  private TurnReader() {}

  static List<Turn> readAll(Members request) {
    request.need("messages");
    var messages = request.elements("messages");
    if (messages.isEmpty()) {
      throw BadRequestException.invalid("messages", "Expected at least one message.");
    }
    var turns = new ArrayList<Turn>();
    for (var i = 0; i < messages.size(); i++) {
      turns.add(read(Members.of(messages.get(i), "messages[" + i + "]")));
    }
    return turns;
  }

  private static Turn read(Members message) {
    var role =
        Turn.Role.find(message.needText("role"))
            .orElseThrow(() ->
                BadRequestException.invalid(
                    message.pathOf("role"),
                    "Expected one of 'developer', 'system', 'user', 'assistant', 'tool'."));
    var texts = new ArrayList<String>();
    var images = new ArrayList<SentImage>();
    readContent(message, texts, images);
    if (role == Turn.Role.ASSISTANT) {
      readParts(message, "images", texts, images);
    }
    var answered = role == Turn.Role.TOOL ? message.needText("tool_call_id") : "";
    return new Turn(role, String.join("\n", texts), images, readToolCalls(message), answered);
  }

  private static void readContent(Members message, List<String> texts, List<SentImage> images) {
    var content = message.find("content");
    if (content.isEmpty()) {
      return;
    }
    if (content.get().isTextual()) {
      texts.add(content.get().textValue());
    } else {
      readParts(message, "content", texts, images);
    }
  }

  private static void readParts(
      Members message, String name, List<String> texts, List<SentImage> images) {
    var parts = message.elements(name);
    for (var i = 0; i < parts.size(); i++) {
      var part = Members.of(parts.get(i), message.pathOf(name) + "[" + i + "]");
      switch (part.needText("type")) {
        case "text" -> texts.add(part.needText("text"));
        case "refusal" -> texts.add(part.needText("refusal"));
        case "image_url" ->
            images.add(readImage(Members.of(part.need("image_url"), part.pathOf("image_url"))));
        default ->
            throw BadRequestException.unsupported(
                part.pathOf("type"),
                "The sandbox takes parts of type 'text' and 'image_url' only.");
      }
    }
  }

  private static SentImage readImage(Members image) {
    var url = image.need("url");
    var embedded =
        url instanceof POJONode leaf && leaf.getPojo() instanceof DataUrl data
            ? Optional.of(data)
            : DataUrl.parse(image.needText("url"));
    return embedded.isPresent()
        ? readEmbedded(embedded.get(), image.pathOf("url"))
        : new SentImage.Linked(hostOf(image));
  }

  private static SentImage readEmbedded(DataUrl data, String path) {
    try {
      var header = ImageHeader.read(data.decode());
      return new SentImage.Embedded(
          data,
          header.orElseThrow(() ->
              new BadRequestException(
                  400,
                  "invalid_image_format",
                  path,
                  "This is no PNG, JPEG, GIF or WebP image, or it is cut short.")));
    } catch (IllegalArgumentException _) {
      throw new BadRequestException(400, "invalid_base64_image", path, "This is not base64.");
    }
  }

  private static String hostOf(Members image) {
    try {
      var uri = URI.create(image.needText("url"));
      var web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (web && uri.getHost() != null) {
        return uri.getHost();
      }
    } catch (IllegalArgumentException _) {
      // Falls through to the refusal below.
    }
    throw new BadRequestException(
        400, "invalid_image_url", image.pathOf("url"), "Expected a base64 data URL or a web URL.");
  }

  private static List<ToolCall> readToolCalls(Members message) {
    var calls = new ArrayList<ToolCall>();
    for (var node : message.elements("tool_calls")) {
      var call = Members.of(node, message.pathOf("tool_calls"));
      var type = call.text("type").orElse(Tool.FUNCTION);
      var body = Members.of(call.need(type), call.pathOf(type));
      var arguments = type.equals(Tool.FUNCTION) ? "arguments" : "input";
      calls.add(
          new ToolCall(
              call.needText("id"), type, body.needText("name"), body.text(arguments).orElse("")));
    }
    return calls;
  }
}
