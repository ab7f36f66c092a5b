package dev.llmapi.provider.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.provider.sandbox.AnswerParts.Writing;
import dev.llmapi.provider.sandbox.ChatRequest.Delivery;
import java.io.IOException;
import java.util.List;

/** Writes the events of a streamed answer, each as one server-sent event. */
record ChunkWriter(Answer answer, Delivery delivery) {
  private static final byte[] DONE = "data: [DONE]\n\n".getBytes(US_ASCII);

  byte[] write(Delta delta) {
    return switch (delta) {
      case Delta.Opening(var choice) -> chunk(choice, this::writeOpening, "");
      case Delta.Text text -> textChunk(text);
      case Delta.CallOpening(var choice, var index, var call) ->
          chunk(choice, json -> writeCall(json, index, call, true, ""), "");
      case Delta.CallArguments(var choice, var index, var call, var fragment) ->
          chunk(choice, json -> writeCall(json, index, call, false, fragment), "");
      case Delta.Image(var choice, var index, var url) ->
          chunk(choice, json -> writeImage(json, index, url), "");
      case Delta.Closing(var choice, var finish) ->
          chunk(choice, _ -> {}, AnswerParts.nameOf(finish));
      case Delta.Total(var usage) -> usageChunk(usage);
      case Delta.Done() -> DONE.clone();
    };
  }

  private void writeOpening(JsonGenerator json) throws IOException {
    json.writeStringField("role", "assistant");
    json.writeStringField("content", "");
    json.writeNullField("refusal");
  }

  private static void writeCall(
      JsonGenerator json, int index, ToolCall call, boolean first, String fragment)
      throws IOException {
    json.writeArrayFieldStart("tool_calls");
    json.writeStartObject();
    json.writeNumberField("index", index);
    if (first) {
      json.writeStringField("id", call.id());
      json.writeStringField("type", call.type());
    }
    AnswerParts.writeCallBody(json, call, first, fragment);
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void writeImage(JsonGenerator json, int index, String url) throws IOException {
    json.writeArrayFieldStart("images");
    AnswerParts.writeImage(json, index, url);
    json.writeEndArray();
  }

  private byte[] textChunk(Delta.Text text) {
    Writing logprobs =
        json -> {
          if (delivery.logprobs()) {
            Logprobs.write(json, List.of(text.piece()), text.position(), delivery.topLogprobs());
          } else {
            json.writeNullField("logprobs");
          }
        };
    return chunk(
        text.choice(), json -> json.writeStringField("content", text.piece()), logprobs, "");
  }

  private byte[] chunk(int choice, Writing delta, String finish) {
    return chunk(choice, delta, json -> json.writeNullField("logprobs"), finish);
  }

  private byte[] chunk(int choice, Writing delta, Writing logprobs, String finish) {
    return event(
        json -> {
          json.writeStartObject();
          json.writeNumberField("index", choice);
          json.writeObjectFieldStart("delta");
          delta.to(json);
          json.writeEndObject();
          logprobs.to(json);
          json.writeStringField("finish_reason", finish.isEmpty() ? null : finish);
          json.writeEndObject();
        },
        json -> {
          if (delivery.usageInStream()) {
            json.writeNullField("usage");
          }
        });
  }

  private byte[] usageChunk(Usage usage) {
    return event(_ -> {}, json -> AnswerParts.writeUsage(json, usage));
  }

  private byte[] event(Writing choices, Writing usage) {
    var bytes =
        AnswerParts.writeObject(
            "data: ",
            json -> {
              AnswerParts.writeHead(json, answer, "chat.completion.chunk");
              json.writeArrayFieldStart("choices");
              choices.to(json);
              json.writeEndArray();
              usage.to(json);
            });
    bytes.writeBytes("\n\n".getBytes(US_ASCII));
    return bytes.toByteArray();
  }
}
