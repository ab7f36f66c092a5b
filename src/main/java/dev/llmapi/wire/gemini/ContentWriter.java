package dev.llmapi.wire.gemini;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.wire.gemini.Content.InlineData;
import dev.llmapi.wire.gemini.Content.Part;
import dev.llmapi.wire.json.BodyWriter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes turns and their parts; images go into the body as slices. */
record ContentWriter(BodyWriter body, JsonGenerator json) {

  void write(ContentsReader.Chat chat) throws IOException {
    json.writeArrayFieldStart("contents");
    for (Content content : chat.contents()) {
      json.writeStartObject();
      json.writeStringField("role", content.role().wireName());
      parts(content.parts());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (!chat.instructions().isEmpty()) {
      json.writeObjectFieldStart("systemInstruction");
      parts(chat.instructions());
      json.writeEndObject();
    }
  }

  private void parts(List<Part> parts) throws IOException {
    json.writeArrayFieldStart("parts");
    for (Part part : parts) {
      json.writeStartObject();
      members(part);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void members(Part part) throws IOException {
    switch (part) {
      case Part.Text(String text) -> json.writeStringField("text", text);
      case Part.Media(InlineData data, var resolution) -> {
        inlineData(data);
        resolution(resolution);
      }
      case Part.FileData(String fileUri, var resolution) -> {
        json.writeObjectFieldStart("fileData");
        json.writeStringField("fileUri", fileUri);
        json.writeEndObject();
        resolution(resolution);
      }
      case Part.FunctionCall call -> functionCall(call);
      case Part.FunctionResponse response -> functionResponse(response);
      case Part.Signed(Part signed, String thoughtSignature) -> {
        members(signed);
        json.writeStringField("thoughtSignature", thoughtSignature);
      }
    }
  }

  private void resolution(@Nullable String level) throws IOException {
    if (level != null) {
      json.writeObjectFieldStart("mediaResolution");
      json.writeStringField("level", level);
      json.writeEndObject();
    }
  }

  private void inlineData(InlineData data) throws IOException {
    json.writeObjectFieldStart("inlineData");
    json.writeStringField("mimeType", data.mimeType());
    json.writeFieldName("data");
    body.string("", data.base64());
    json.writeEndObject();
  }

  private void functionCall(Part.FunctionCall call) throws IOException {
    json.writeObjectFieldStart("functionCall");
    json.writeStringField("id", call.id());
    json.writeStringField("name", call.name());
    json.writeFieldName("args");
    body.raw(call.args());
    json.writeEndObject();
  }

  private void functionResponse(Part.FunctionResponse response) throws IOException {
    json.writeObjectFieldStart("functionResponse");
    json.writeStringField("id", response.id());
    json.writeStringField("name", response.name());
    json.writeFieldName("response");
    body.raw(response.response());
    if (!response.parts().isEmpty()) {
      json.writeArrayFieldStart("parts");
      for (InlineData data : response.parts()) {
        json.writeStartObject();
        inlineData(data);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
