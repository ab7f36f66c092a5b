package dev.llmapi.wire.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.model.ImageSource;
import dev.llmapi.wire.anthropic.Block.DocumentSource;
import dev.llmapi.wire.json.BodyWriter;
import java.io.IOException;
import java.util.List;

/**
 * Writes content blocks; images and documents go out as the slices that came in.
 *
 * @param inResult they stand in a tool's result, which takes {@code cache_control} only outside
 */
record BlockWriter(BodyWriter body, JsonGenerator json, boolean inResult) {

  BlockWriter(BodyWriter body, JsonGenerator json) {
    this(body, json, false);
  }

  /** Writes the blocks as an array. */
  void write(List<Block> blocks) throws IOException {
    json.writeStartArray();
    for (Block block : blocks) {
      json.writeStartObject();
      writeMembers(block);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeMembers(Block block) throws IOException {
    switch (block) {
      case Block.Text(String text, boolean cached) -> {
        json.writeStringField("type", "text");
        json.writeStringField("text", text);
        writeCacheControl(cached && !inResult);
      }
      case Block.Image(ImageSource source) -> writeImage(source);
      case Block.Document document -> writeDocument(document);
      case Block.Thinking(String thinking, String signature) -> {
        json.writeStringField("type", "thinking");
        json.writeStringField("thinking", thinking);
        json.writeStringField("signature", signature);
      }
      case Block.RedactedThinking(String data) -> {
        json.writeStringField("type", "redacted_thinking");
        json.writeStringField("data", data);
      }
      case Block.ToolUse use -> {
        json.writeStringField("type", "tool_use");
        json.writeStringField("id", use.id());
        json.writeStringField("name", use.name());
        json.writeFieldName("input");
        body.raw(use.input());
      }
      case Block.ToolResult result -> {
        json.writeStringField("type", "tool_result");
        json.writeStringField("tool_use_id", result.toolUseId());
        if (!result.content().isEmpty()) {
          json.writeFieldName("content");
          new BlockWriter(body, json, true).write(result.content());
        }
        writeCacheControl(result.cached());
      }
    }
  }

  private void writeCacheControl(boolean cached) throws IOException {
    if (cached) {
      writeCacheControl(json);
    }
  }

  /** For the five minutes that are the default; an hour costs more than is reserved. */
  static void writeCacheControl(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("cache_control");
    json.writeStringField("type", "ephemeral");
    json.writeEndObject();
  }

  private void writeImage(ImageSource source) throws IOException {
    json.writeStringField("type", "image");
    json.writeObjectFieldStart("source");
    switch (source) {
      case ImageSource.Inline inline -> {
        json.writeStringField("type", "base64");
        json.writeStringField("media_type", inline.mediaType());
        json.writeFieldName("data");
        body.string("", inline.base64());
      }
      case ImageSource.Remote remote -> {
        json.writeStringField("type", "url");
        json.writeStringField("url", remote.url());
      }
      case ImageSource.DataUrl _ ->
          throw new IllegalStateException("a data URL that nobody has looked into");
    }
    json.writeEndObject();
  }

  private void writeDocument(Block.Document document) throws IOException {
    json.writeStringField("type", "document");
    json.writeObjectFieldStart("source");
    switch (document.source()) {
      case DocumentSource.Pdf pdf -> {
        json.writeStringField("type", "base64");
        json.writeStringField("media_type", "application/pdf");
        json.writeFieldName("data");
        body.string("", pdf.base64());
      }
      case DocumentSource.PlainText text -> {
        json.writeStringField("type", "text");
        json.writeStringField("media_type", "text/plain");
        json.writeStringField("data", text.text());
      }
      case DocumentSource.Url url -> {
        json.writeStringField("type", "url");
        json.writeStringField("url", url.url());
      }
      case DocumentSource.FileId file -> {
        json.writeStringField("type", "file");
        json.writeStringField("file_id", file.fileId());
      }
    }
    json.writeEndObject();
    if (document.title() != null) {
      json.writeStringField("title", document.title());
    }
  }
}
