package dev.llmapi.wire.openai;

import dev.llmapi.model.Output;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.ReasoningEffort;
import dev.llmapi.model.ResponseFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members that say what is to come out: response_format, modalities, image_config and the
 * reasoning, in OpenAI's spelling ({@code reasoning_effort}) and OpenRouter's ({@code reasoning}).
 */
final class OutputReader {

  private static final List<String> MODALITIES = List.of("text", "image", "audio");
  private static final List<String> EFFORTS =
      Arrays.stream(ReasoningEffort.values()).map(ReasoningEffort::wireName).toList();

  private final Cursor cursor;

  private ResponseFormat format = new ResponseFormat.Text();
  private boolean text = true;
  private boolean images;
  private final Map<String, RawJson> imageConfig = new LinkedHashMap<>();
  private @Nullable ReasoningEffort effort;
  private @Nullable ReasoningEffort effortWithin;
  private @Nullable Boolean enabled;
  private @Nullable Integer reasoningMaxTokens;
  private @Nullable Boolean included;
  private @Nullable Boolean excluded;
  private @Nullable String verbosity;

  OutputReader(Cursor cursor) {
    this.cursor = cursor;
  }

  /** Reads the member's value, if it is one of these. */
  boolean read(String name) throws IOException {
    switch (name) {
      case "response_format" -> format = readFormat();
      case "modalities" -> readModalities();
      case "image_config" -> cursor.object(key -> imageConfig.put(key, cursor.raw()));
      case "reasoning_effort" -> effort = readEffort();
      case "reasoning" -> cursor.object(this::readReasoning);
      case "include_reasoning" -> included = cursor.bool();
      case "verbosity" -> verbosity = cursor.string();
      default -> {
        return false;
      }
    }
    return true;
  }

  Output output() {
    return new Output(
        format, text, images, imageConfig, effort(), reasoningMaxTokens, isExcluded(), verbosity);
  }

  /**
   * Of two efforts OpenAI's own member holds, and OpenRouter's {@code reasoning.enabled} says how
   * much only where nothing else does. What is outdone by another value is remembered.
   */
  private @Nullable ReasoningEffort effort() {
    if (effort != null && effortWithin != null && effort != effortWithin) {
      cursor.leaveUnreadAt("reasoning.effort");
    }
    ReasoningEffort said = effort != null ? effort : effortWithin;
    if (said != null && enabled != null && enabled == (said == ReasoningEffort.NONE)) {
      cursor.leaveUnreadAt("reasoning.enabled");
    }
    if (said != null || enabled == null) {
      return said;
    }
    if (!enabled) {
      return ReasoningEffort.NONE;
    }
    return reasoningMaxTokens == null ? ReasoningEffort.MEDIUM : null;
  }

  private boolean isExcluded() {
    if (included != null && included.equals(excluded)) {
      cursor.leaveUnreadAt("reasoning.exclude");
    }
    return included != null ? !included : Boolean.TRUE.equals(excluded);
  }

  private void readModalities() throws IOException {
    List<String> named = cursor.list(() -> cursor.oneOf(MODALITIES));
    text = named.isEmpty() || named.contains("text");
    images = named.contains("image");
    if (named.contains("audio")) {
      cursor.leaveUnread("audio");
    }
  }

  private @Nullable ReasoningEffort readEffort() throws IOException {
    return ReasoningEffort.find(cursor.oneOf(EFFORTS)).orElse(null);
  }

  private void readReasoning(String name) throws IOException {
    switch (name) {
      case "effort" -> effortWithin = readEffort();
      case "max_tokens" -> reasoningMaxTokens = cursor.integer(1, Integer.MAX_VALUE);
      case "exclude" -> excluded = cursor.bool();
      case "enabled" -> enabled = cursor.bool();
      default -> cursor.leaveUnread();
    }
  }

  private ResponseFormat readFormat() throws IOException {
    var type = new String[1];
    var schema = new ResponseFormat.JsonSchema[1];
    cursor.object(member -> {
      switch (member) {
        case "type" -> type[0] = cursor.oneOf(List.of("text", "json_object", "json_schema"));
        case "json_schema" -> schema[0] = readSchema();
        default -> cursor.leaveUnread();
      }
    });
    if (type[0] == null) {
      throw cursor.missing("type");
    }
    if (schema[0] != null && !type[0].equals("json_schema")) {
      cursor.leaveUnread("json_schema");
    }
    return switch (type[0]) {
      case "json_object" -> new ResponseFormat.JsonObject();
      case "json_schema" -> {
        if (schema[0] == null) {
          throw cursor.missing("json_schema");
        }
        yield schema[0];
      }
      default -> new ResponseFormat.Text();
    };
  }

  private ResponseFormat.JsonSchema readSchema() throws IOException {
    var name = new String[1];
    var description = new String[1];
    var schema = new RawJson[1];
    var strict = new Boolean[1];
    cursor.object(member -> {
      switch (member) {
        case "name" -> name[0] = cursor.string();
        case "description" -> description[0] = cursor.string();
        case "schema" -> schema[0] = cursor.raw();
        case "strict" -> strict[0] = cursor.bool();
        default -> cursor.leaveUnread();
      }
    });
    if (name[0] == null) {
      throw cursor.missing("name");
    }
    RawJson given = schema[0] == null ? RawJson.of("{}") : schema[0];
    return new ResponseFormat.JsonSchema(name[0], description[0], given, strict[0]);
  }
}
