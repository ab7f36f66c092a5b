package dev.llmapi.provider.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmapi.provider.sandbox.schema.Validation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A sandbox whose clock stands and whose waits take no time but are remembered. */
public final class TestSandbox {
  static final Instant NOW = Instant.parse("2026-11-25T08:16:32Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Duration> waits = new ArrayList<>();
  private final Sandbox sandbox;

  TestSandbox() {
    this(SandboxSettings.defaults());
  }

  TestSandbox(SandboxSettings settings) {
    this.sandbox = new Sandbox(settings, () -> NOW, waits::add);
  }

  /** What the answer's reader has been made to wait so far. */
  Duration waited() {
    return waits.stream().reduce(Duration.ZERO, Duration::plus);
  }

  SandboxReply reply(String body) {
    var bytes = body.getBytes(UTF_8);
    return sandbox.answer(bytes, 0, bytes.length);
  }

  /** A whole answer's tree, or an error's. */
  JsonNode ask(ObjectNode request) {
    return parse(text(reply(request.toString())));
  }

  /** The first choice's message. */
  JsonNode message(ObjectNode request) {
    return ask(request).at("/choices/0/message");
  }

  /** The data of all events of the streamed answer, {@code [DONE]} included. */
  List<String> events(ObjectNode request) {
    return events(text(reply(request.deepCopy().put("stream", true).toString())));
  }

  static List<String> events(String stream) {
    return stream
        .lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> line.substring("data: ".length()))
        .toList();
  }

  static ObjectNode chat(String prompt) {
    return chat("sandbox/chat", prompt);
  }

  static ObjectNode chat(String model, String prompt) {
    var request = JSON.createObjectNode().put("model", model);
    request.putArray("messages").addObject().put("role", "user").put("content", prompt);
    return request;
  }

  /** A request with images, each a data URL. */
  static ObjectNode show(String prompt, String... urls) {
    var request = JSON.createObjectNode().put("model", "sandbox/vision");
    var parts = request.putArray("messages").addObject().put("role", "user").putArray("content");
    parts.addObject().put("type", "text").put("text", prompt);
    for (var url : urls) {
      parts.addObject().put("type", "image_url").putObject("image_url").put("url", url);
    }
    return request;
  }

  /** {@code request} with one more member, whose value is JSON. */
  static ObjectNode with(ObjectNode request, String name, String json) {
    return request.deepCopy().set(name, parse(json));
  }

  static String text(SandboxReply reply) {
    try {
      return new String(reply.body().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What can be read before the body breaks off. */
  static String textUntilBroken(SandboxReply reply) {
    var bytes = new ByteArrayOutputStream();
    var buffer = new byte[4096];
    try {
      for (var n = reply.body().read(buffer); n >= 0; n = reply.body().read(buffer)) {
        bytes.write(buffer, 0, n);
      }
    } catch (IOException _) {
      return bytes.toString(UTF_8);
    }
    return bytes.toString(UTF_8);
  }

  static JsonNode parse(String json) {
    return Validation.parse(json);
  }
}
