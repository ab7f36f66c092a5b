package dev.llmapi.wire.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.model.Body;
import dev.llmapi.model.ChatEvent;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.Reasoning;
import dev.llmapi.model.Usage;
import dev.llmapi.wire.json.BodyWriter;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a whole answer in OpenAI's format (providers.md 1.4), with OpenRouter's {@code images} and
 * {@code reasoning_details} (2.2). The members that strict SDKs expect are there even when null.
 */
public final class AnswerWriter {

  private AnswerWriter() {}

  /**
   * Writes the answer.
   *
   * @param head what the gateway itself says of the answer
   * @param costNanoUsd {@code usage.cost}; absent where it is not known
   * @param receipt the {@code llmapi} member
   */
  public static Body write(
      AnswerCollector answer,
      AnswerHead head,
      @Nullable Usage usage,
      @Nullable Long costNanoUsd,
      RawJson receipt) {
    return BodyWriter.write((body, json) -> {
      json.writeStartObject();
      json.writeStringField("id", head.id());
      json.writeStringField("object", "chat.completion");
      json.writeNumberField("created", head.createdSeconds());
      json.writeStringField("model", head.model());
      head.writeServiceTier(json);
      json.writeArrayFieldStart("choices");
      for (Map.Entry<Integer, AnswerCollector.Choice> choice : answer.choices().entrySet()) {
        writeChoice(body, json, choice.getKey(), choice.getValue());
      }
      json.writeEndArray();
      if (usage != null) {
        json.writeFieldName("usage");
        UsageWriter.write(json, usage, costNanoUsd);
      }
      json.writeFieldName("llmapi");
      body.raw(receipt);
      json.writeEndObject();
    });
  }

  private static void writeChoice(
      BodyWriter body, JsonGenerator json, int index, AnswerCollector.Choice choice)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("index", index);
    json.writeObjectFieldStart("message");
    json.writeStringField("role", "assistant");
    json.writeStringField("content", content(choice));
    json.writeStringField("refusal", choice.refusal);
    writeReasoning(json, choice.reasoning);
    writeCalls(json, choice.calls);
    if (!choice.images.isEmpty()) {
      writeImages(body, json, choice.images, 0);
    }
    json.writeEndObject();
    writeLogprobs(json, choice.logprobs);
    json.writeStringField("finish_reason", choice.finish == null ? null : choice.finish.wireName());
    json.writeEndObject();
  }

  /** Beside tool calls, no text is null and not the empty string. */
  private static @Nullable String content(AnswerCollector.Choice choice) {
    boolean saidNothing = !choice.hasText || (choice.text.isEmpty() && !choice.calls.isEmpty());
    return saidNothing ? null : choice.text.toString();
  }

  private static void writeReasoning(JsonGenerator json, ReasoningLog log) throws IOException {
    if (log.isEmpty()) {
      return;
    }
    if (!log.text().isEmpty()) {
      json.writeStringField("reasoning", log.text());
    }
    json.writeArrayFieldStart("reasoning_details");
    int index = 0;
    for (Reasoning block : log.blocks()) {
      writeReasoningDetail(json, block, index++);
    }
    json.writeEndArray();
  }

  /** One element of OpenRouter's {@code reasoning_details}. */
  static void writeReasoningDetail(JsonGenerator json, Reasoning block, int index)
      throws IOException {
    json.writeStartObject();
    switch (block) {
      case Reasoning.Text(String text, String signature, _) -> {
        json.writeStringField("type", "reasoning.text");
        json.writeStringField("text", text);
        if (signature != null) {
          json.writeStringField("signature", signature);
        }
      }
      case Reasoning.Encrypted(String data, _, _) -> {
        json.writeStringField("type", "reasoning.encrypted");
        json.writeStringField("data", data);
      }
    }
    if (block.maker().format() != null) {
      json.writeStringField("format", block.maker().format());
    }
    json.writeNumberField("index", index);
    json.writeEndObject();
  }

  private static void writeCalls(JsonGenerator json, List<AnswerCollector.Call> calls)
      throws IOException {
    if (calls.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("tool_calls");
    for (AnswerCollector.Call call : calls) {
      json.writeStartObject();
      json.writeStringField("id", call.started.id());
      json.writeStringField("type", "function");
      json.writeObjectFieldStart("function");
      json.writeStringField("name", call.started.name());
      json.writeStringField("arguments", call.arguments.toString());
      json.writeEndObject();
      writeSignature(json, call.started.signature());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Google's own place for it in OpenAI's format. */
  static void writeSignature(JsonGenerator json, @Nullable String signature) throws IOException {
    if (signature != null) {
      json.writeObjectFieldStart("extra_content");
      json.writeObjectFieldStart("google");
      json.writeStringField("thought_signature", signature);
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  /** The {@code images} member; each element has the {@code type} that clients filter by. */
  static void writeImages(
      BodyWriter body, JsonGenerator json, List<ChatEvent.Image> images, int firstIndex)
      throws IOException {
    json.writeArrayFieldStart("images");
    int index = firstIndex;
    for (ChatEvent.Image image : images) {
      json.writeStartObject();
      json.writeNumberField("index", index++);
      json.writeStringField("type", "image_url");
      json.writeObjectFieldStart("image_url");
      json.writeFieldName("url");
      body.string("data:" + image.mediaType() + ";base64,", image.base64());
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeLogprobs(JsonGenerator json, List<RawJson> pieces) throws IOException {
    if (pieces.isEmpty()) {
      json.writeNullField("logprobs");
      return;
    }
    json.writeObjectFieldStart("logprobs");
    json.writeArrayFieldStart("content");
    for (RawJson piece : pieces) {
      for (var element : Json.tree(piece.text())) {
        json.writeRawValue(element.toString());
      }
    }
    json.writeEndArray();
    json.writeNullField("refusal");
    json.writeEndObject();
  }
}
