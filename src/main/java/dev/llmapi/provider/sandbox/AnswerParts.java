package dev.llmapi.provider.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The parts of OpenAI's JSON that whole answers and chunks have in common. */
final class AnswerParts {
  static final String FINGERPRINT = "llmapi-sandbox";

  private static final JsonFactory JSON = new JsonFactory();

  private AnswerParts() {}

  /** Something that writes JSON. */
  @FunctionalInterface
  interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  /** The bytes of one JSON object whose members {@code members} writes. */
  static ByteArrayOutputStream writeObject(String before, Writing members) {
    var bytes = new ByteArrayOutputStream(512);
    bytes.writeBytes(before.getBytes(US_ASCII));
    try (var json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      members.to(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes;
  }

  static void writeHead(JsonGenerator json, Answer answer, String object) throws IOException {
    json.writeStringField("id", answer.id());
    json.writeStringField("object", object);
    json.writeNumberField("created", answer.createdSeconds());
    json.writeStringField("model", answer.model().fullName());
    json.writeStringField("service_tier", "default");
    json.writeStringField("system_fingerprint", FINGERPRINT);
  }

  static void writeImage(JsonGenerator json, int index, String url) throws IOException {
    json.writeStartObject();
    json.writeNumberField("index", index);
    json.writeStringField("type", "image_url");
    json.writeObjectFieldStart("image_url");
    json.writeStringField("url", url);
    json.writeEndObject();
    json.writeEndObject();
  }

  /** The members of a tool call after its id, with these arguments or this part of them. */
  static void writeCallBody(JsonGenerator json, ToolCall call, boolean named, String arguments)
      throws IOException {
    var custom = call.type().equals(Tool.CUSTOM);
    json.writeObjectFieldStart(call.type());
    if (named) {
      json.writeStringField("name", call.name());
    }
    json.writeStringField(custom ? "input" : "arguments", arguments);
    json.writeEndObject();
  }

  static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static void writeUsage(JsonGenerator json, Usage usage) throws IOException {
    json.writeObjectFieldStart("usage");
    json.writeNumberField("prompt_tokens", usage.prompt());
    json.writeNumberField("completion_tokens", usage.completion());
    json.writeNumberField("total_tokens", usage.prompt() + usage.completion());
    json.writeObjectFieldStart("prompt_tokens_details");
    json.writeNumberField("cached_tokens", 0);
    json.writeNumberField("audio_tokens", 0);
    json.writeNumberField("text_tokens", usage.promptText());
    json.writeNumberField("image_tokens", usage.promptImages());
    json.writeEndObject();
    json.writeObjectFieldStart("completion_tokens_details");
    json.writeNumberField("reasoning_tokens", usage.reasoning());
    json.writeNumberField("audio_tokens", 0);
    json.writeNumberField("text_tokens", usage.completionText());
    json.writeNumberField("image_tokens", usage.completionImages());
    json.writeNumberField("accepted_prediction_tokens", 0);
    json.writeNumberField("rejected_prediction_tokens", 0);
    json.writeEndObject();
    json.writeEndObject();
  }
}
