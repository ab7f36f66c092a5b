package dev.llmapi.wire.openai;

import dev.llmapi.model.Body;
import dev.llmapi.model.Failure;
import dev.llmapi.wire.json.BodyWriter;

/** Writes failures in OpenAI's shape (providers.md 1.2): as a body, and as the data of an event. */
public final class ErrorWriter {

  private ErrorWriter() {}

  /** {@code {"error": {message, type, param, code}}}. */
  public static byte[] write(Failure failure) {
    Body body =
        BodyWriter.write((writer, json) -> {
          json.writeStartObject();
          json.writeObjectFieldStart("error");
          json.writeStringField("message", failure.message());
          json.writeStringField("type", failure.kind().type());
          json.writeStringField("param", failure.param());
          json.writeStringField("code", failure.code());
          json.writeEndObject();
          json.writeEndObject();
        });
    return body.joined();
  }
}
