package dev.llmapi.wire.gemini;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Output;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.ResponseFormat;
import dev.llmapi.model.Sampling;
import dev.llmapi.model.Target;
import dev.llmapi.model.Trait;
import dev.llmapi.wire.json.BodyWriter;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes {@code generationConfig}: how the answer is drawn, and in what form. */
record GenerationConfigWriter(BodyWriter body, JsonGenerator json, Target target) {

  private static final int MAX_STOP_SEQUENCES = 5;

  /** OpenRouter's members of {@code image_config} that Gemini has, with their names there. */
  private static final Map<String, String> IMAGE_CONFIG =
      Map.of("aspect_ratio", "aspectRatio", "image_size", "imageSize");

  void write(Sampling sampling, Output output) throws IOException {
    json.writeObjectFieldStart("generationConfig");
    sampling(sampling);
    stop(sampling.stop());
    logprobs(sampling);
    format(output.format());
    modalities(output);
    Optional<Thinking> thinking = Thinking.of(output, target);
    if (thinking.isPresent()) {
      thinking.get().writeTo(json);
    }
    json.writeEndObject();
  }

  private void sampling(Sampling sampling) throws IOException {
    number("temperature", sampling.temperature());
    number("topP", sampling.topP());
    number("topK", sampling.topK());
    number("maxOutputTokens", sampling.maxOutputTokens());
    number("presencePenalty", sampling.presencePenalty());
    number("frequencyPenalty", sampling.frequencyPenalty());
    if (sampling.seed() != null) {
      json.writeNumberField("seed", folded(sampling.seed()));
    }
    if (sampling.n() > 1) {
      json.writeNumberField("candidateCount", sampling.n());
    }
  }

  /** Gemini's seed has 32 bits: a longer one is folded, so that equal seeds stay equal. */
  private static int folded(long seed) {
    return seed == (int) seed ? (int) seed : Long.hashCode(seed);
  }

  private void stop(List<String> stop) throws IOException {
    if (stop.isEmpty()) {
      return;
    }
    if (stop.size() > MAX_STOP_SEQUENCES) {
      throw FailureException.of(
          FailureKind.INVALID_VALUE,
          "This provider takes up to " + MAX_STOP_SEQUENCES + " stop sequences.",
          "stop");
    }
    json.writeArrayFieldStart("stopSequences");
    for (String sequence : stop) {
      json.writeString(sequence);
    }
    json.writeEndArray();
  }

  private void logprobs(Sampling sampling) throws IOException {
    if (sampling.logprobs()) {
      json.writeBooleanField("responseLogprobs", true);
      number("logprobs", sampling.topLogprobs());
    }
  }

  private void format(ResponseFormat format) throws IOException {
    switch (format) {
      case ResponseFormat.Text _ -> {}
      case ResponseFormat.JsonObject _ -> jsonMimeType();
      case ResponseFormat.JsonSchema schema -> {
        jsonMimeType();
        if (target.has(Trait.NATIVE_JSON_SCHEMA)) {
          json.writeFieldName("responseJsonSchema");
          body.raw(schema.schema());
        } else {
          json.writeFieldName("responseSchema");
          body.raw(OpenApiSchema.of(schema.schema(), "response_format.json_schema.schema"));
        }
      }
    }
  }

  private void jsonMimeType() throws IOException {
    json.writeStringField("responseMimeType", "application/json");
  }

  private void modalities(Output output) throws IOException {
    if (output.images()) {
      json.writeArrayFieldStart("responseModalities");
      if (output.text()) {
        json.writeString("TEXT");
      }
      json.writeString("IMAGE");
      json.writeEndArray();
    }
    if (output.imageConfig().keySet().stream().anyMatch(IMAGE_CONFIG::containsKey)) {
      imageConfig(output.imageConfig());
    }
  }

  private void imageConfig(Map<String, RawJson> config) throws IOException {
    json.writeObjectFieldStart("imageConfig");
    for (Map.Entry<String, RawJson> entry : config.entrySet()) {
      String name = IMAGE_CONFIG.get(entry.getKey());
      if (name != null) {
        json.writeStringField(name, text(entry.getValue(), "image_config." + entry.getKey()));
      }
    }
    json.writeEndObject();
  }

  private static String text(RawJson value, String param) throws IOException {
    JsonNode node = Json.tree(value.text());
    if (!node.isTextual()) {
      throw FailureException.of(FailureKind.INVALID_VALUE, "This must be a string.", param);
    }
    return node.textValue();
  }

  private void number(String name, @Nullable Integer value) throws IOException {
    if (value != null) {
      json.writeNumberField(name, value);
    }
  }

  private void number(String name, @Nullable Double value) throws IOException {
    if (value != null) {
      json.writeNumberField(name, value);
    }
  }
}
