package dev.llmapi.wire.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.model.Body;
import dev.llmapi.model.ChatEvent;
import dev.llmapi.model.FinishReason;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.Reasoning;
import dev.llmapi.model.Usage;
import dev.llmapi.wire.json.BodyWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the chunks of a streamed answer in OpenAI's format (providers.md 1.5): the role first,
 * then deltas, then the finish_reason with an empty delta. One per stream, not thread-safe.
 */
public final class ChunkWriter {

  /** Writes the members of one delta. */
  @FunctionalInterface
  private interface Delta {
    void writeTo(BodyWriter body, JsonGenerator json) throws IOException;
  }

  private final AnswerHead head;
  private final boolean nullUsage;
  private final Map<Integer, Integer> images = new HashMap<>();
  private final Map<Integer, ReasoningPlace> reasoning = new HashMap<>();

  /**
   * A writer for one stream.
   *
   * @param nullUsage whether each chunk carries {@code "usage": null}, as OpenAI's do when the
   *     usage chunk was asked for
   */
  public ChunkWriter(AnswerHead head, boolean nullUsage) {
    this.head = head;
    this.nullUsage = nullUsage;
  }

  /** The chunk that opens a choice. */
  public Body role(int choice) {
    return delta(
        choice,
        (body, json) -> {
          json.writeStringField("role", "assistant");
          json.writeStringField("content", "");
        });
  }

  public Body text(int choice, String text) {
    return delta(choice, (body, json) -> json.writeStringField("content", text));
  }

  public Body refusal(int choice, String text) {
    return delta(choice, (body, json) -> json.writeStringField("refusal", text));
  }

  public Body reasoning(int choice, Reasoning block) {
    int index = reasoning.computeIfAbsent(choice, _ -> new ReasoningPlace()).indexOf(block);
    return delta(
        choice,
        (body, json) -> {
          if (block instanceof Reasoning.Text(String text, _, _) && !text.isEmpty()) {
            json.writeStringField("reasoning", text);
          }
          json.writeArrayFieldStart("reasoning_details");
          AnswerWriter.writeReasoningDetail(json, block, index);
          json.writeEndArray();
        });
  }

  public Body toolCall(ChatEvent.ToolCallStarted started) {
    return delta(
        started.choice(),
        (body, json) -> {
          json.writeArrayFieldStart("tool_calls");
          json.writeStartObject();
          json.writeNumberField("index", started.index());
          json.writeStringField("id", started.id());
          json.writeStringField("type", "function");
          json.writeObjectFieldStart("function");
          json.writeStringField("name", started.name());
          json.writeStringField("arguments", "");
          json.writeEndObject();
          AnswerWriter.writeSignature(json, started.signature());
          json.writeEndObject();
          json.writeEndArray();
        });
  }

  public Body arguments(ChatEvent.ToolCallArguments arguments) {
    return delta(
        arguments.choice(),
        (body, json) -> {
          json.writeArrayFieldStart("tool_calls");
          json.writeStartObject();
          json.writeNumberField("index", arguments.index());
          json.writeObjectFieldStart("function");
          json.writeStringField("arguments", arguments.fragment());
          json.writeEndObject();
          json.writeEndObject();
          json.writeEndArray();
        });
  }

  public Body image(ChatEvent.Image image) {
    int index = images.merge(image.choice(), 1, Integer::sum) - 1;
    return delta(
        image.choice(),
        (body, json) -> AnswerWriter.writeImages(body, json, List.of(image), index));
  }

  public Body logprobs(ChatEvent.Logprobs logprobs) {
    return chunk(
        (body, json) -> {
          startChoice(json, logprobs.choice());
          json.writeEndObject();
          json.writeObjectFieldStart("logprobs");
          json.writeFieldName("content");
          body.raw(logprobs.content());
          json.writeNullField("refusal");
          json.writeEndObject();
          json.writeNullField("finish_reason");
          json.writeEndObject();
        },
        null);
  }

  /** The chunk that ends a choice; with the receipt where it is the stream's last. */
  public Body finish(int choice, FinishReason reason, @Nullable RawJson receipt) {
    return chunk(
        (body, json) -> {
          startChoice(json, choice);
          json.writeEndObject();
          json.writeNullField("logprobs");
          json.writeStringField("finish_reason", reason.wireName());
          json.writeEndObject();
        },
        receipt);
  }

  /** The last chunk, without choices. */
  public Body usage(@Nullable Usage usage, @Nullable Long costNanoUsd, RawJson receipt) {
    return BodyWriter.write((body, json) -> {
      startChunk(json);
      json.writeEndArray();
      json.writeFieldName("usage");
      if (usage == null) {
        json.writeNull();
      } else {
        UsageWriter.write(json, usage, costNanoUsd);
      }
      json.writeFieldName("llmapi");
      body.raw(receipt);
      json.writeEndObject();
    });
  }

  private Body delta(int choice, Delta delta) {
    return chunk(
        (body, json) -> {
          startChoice(json, choice);
          delta.writeTo(body, json);
          json.writeEndObject();
          json.writeNullField("logprobs");
          json.writeNullField("finish_reason");
          json.writeEndObject();
        },
        null);
  }

  private Body chunk(Delta choice, @Nullable RawJson receipt) {
    return BodyWriter.write((body, json) -> {
      startChunk(json);
      choice.writeTo(body, json);
      json.writeEndArray();
      if (nullUsage) {
        json.writeNullField("usage");
      }
      if (receipt != null) {
        json.writeFieldName("llmapi");
        body.raw(receipt);
      }
      json.writeEndObject();
    });
  }

  private void startChunk(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", head.id());
    json.writeStringField("object", "chat.completion.chunk");
    json.writeNumberField("created", head.createdSeconds());
    json.writeStringField("model", head.model());
    head.writeServiceTier(json);
    json.writeArrayFieldStart("choices");
  }

  private static void startChoice(JsonGenerator json, int index) throws IOException {
    json.writeStartObject();
    json.writeNumberField("index", index);
    json.writeObjectFieldStart("delta");
  }
}
