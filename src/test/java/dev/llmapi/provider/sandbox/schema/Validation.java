package dev.llmapi.provider.sandbox.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;

/** Judges values by an independent implementation of JSON Schema. */
public final class Validation {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);

  private Validation() {}

  public static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + json, e);
    }
  }

  /** Fails unless {@code value} fits {@code schema}, its formats included. */
  public static void assertFits(JsonNode schema, JsonNode value) {
    var problems =
        FACTORY
            .getSchema(schema)
            .validate(
                value, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
    assertThat(problems).as("%s for %s", value, schema).isEmpty();
  }
}
