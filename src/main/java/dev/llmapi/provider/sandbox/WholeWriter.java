package dev.llmapi.provider.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.provider.sandbox.Answer.Choice;
import dev.llmapi.provider.sandbox.ChatRequest.Delivery;
import java.io.IOException;

/** Writes an answer as one {@code chat.completion}. */
final class WholeWriter {
  private WholeWriter() {}

  static byte[] write(Answer answer, Delivery delivery) {
    return AnswerParts.writeObject(
            "",
            json -> {
              AnswerParts.writeHead(json, answer, "chat.completion");
              json.writeArrayFieldStart("choices");
              for (var i = 0; i < answer.choices().size(); i++) {
                writeChoice(json, i, answer.choices().get(i), delivery);
              }
              json.writeEndArray();
              AnswerParts.writeUsage(json, answer.usage());
            })
        .toByteArray();
  }

  private static void writeChoice(JsonGenerator json, int index, Choice choice, Delivery delivery)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("index", index);
    json.writeObjectFieldStart("message");
    writeMessage(json, choice);
    json.writeEndObject();
    if (delivery.logprobs() && !choice.pieces().isEmpty()) {
      Logprobs.write(json, choice.pieces(), 0, delivery.topLogprobs());
    } else {
      json.writeNullField("logprobs");
    }
    json.writeStringField("finish_reason", AnswerParts.nameOf(choice.finish()));
    json.writeEndObject();
  }

  private static void writeMessage(JsonGenerator json, Choice choice) throws IOException {
    json.writeStringField("role", "assistant");
    var silent =
        choice.pieces().isEmpty()
            && !(choice.toolCalls().isEmpty() && choice.imageUrls().isEmpty());
    json.writeStringField("content", silent ? null : String.join("", choice.pieces()));
    json.writeNullField("refusal");
    json.writeArrayFieldStart("annotations");
    json.writeEndArray();
    if (!choice.imageUrls().isEmpty()) {
      json.writeArrayFieldStart("images");
      for (var i = 0; i < choice.imageUrls().size(); i++) {
        AnswerParts.writeImage(json, i, choice.imageUrls().get(i));
      }
      json.writeEndArray();
    }
    if (!choice.toolCalls().isEmpty()) {
      json.writeArrayFieldStart("tool_calls");
      for (var call : choice.toolCalls()) {
        json.writeStartObject();
        json.writeStringField("id", call.id());
        json.writeStringField("type", call.type());
        AnswerParts.writeCallBody(json, call, true, call.arguments());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }
}
