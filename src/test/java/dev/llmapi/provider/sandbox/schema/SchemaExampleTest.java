package dev.llmapi.provider.sandbox.schema;

import static dev.llmapi.provider.sandbox.schema.Validation.assertFits;
import static dev.llmapi.provider.sandbox.schema.Validation.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.provider.sandbox.schema.SchemaExample.Fullness;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaExampleTest {
  private static final String PROMPT =
      "Anna, 34, sent 3 parcels from Rome to \"Main Street 5\" on 2026-05-01: anna@example.org";

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("seeds", 100));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void of_anySchema_fits(long seed) {
    var schema = RandomSchemas.ofSeed(seed);
    for (var fullness : Fullness.values()) {
      assertFits(schema, example(schema, PROMPT, fullness));
      assertFits(schema, example(schema, "", fullness));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void of_sameSchemaTwice_isTheSame(long seed) {
    assertThat(example(RandomSchemas.ofSeed(seed), PROMPT, Fullness.ALL))
        .isEqualTo(example(RandomSchemas.ofSeed(seed), PROMPT, Fullness.ALL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "true",
        "{\"type\": [\"null\", \"integer\"]}",
        "{\"type\": \"number\", \"exclusiveMinimum\": 0, \"exclusiveMaximum\": 0.001}",
        "{\"type\": \"integer\", \"multipleOf\": 7, \"minimum\": 100, \"maximum\": 105}",
        "{\"type\": \"string\", \"pattern\":"
            + " \"^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*[!@#$%]).{8,20}$\"}",
        "{\"type\": \"string\", \"pattern\": \"^\\\\d{3}$\", \"minLength\": 3}",
        "{\"type\": \"string\", \"pattern\": \"^(?=.*\\\\d).{8,}$\"}",
        "{\"$defs\": {\"a\": {\"type\": \"integer\"}}, \"allOf\": [{\"$ref\": \"#/$defs/a\"}]}",
        "{\"$defs\": {\"t\": {\"type\": \"object\", \"properties\": {\"kids\": {\"type\": \"array\","
            + " \"items\": {\"$ref\": \"#/$defs/t\"}}}, \"required\": [\"kids\"]}},"
            + " \"$ref\": \"#/$defs/t\"}",
        "{\"type\": \"object\", \"required\": [\"a\"], \"unevaluatedProperties\": false,"
            + " \"anyOf\": [{\"properties\": {\"a\": {\"type\": \"integer\"}}}]}",
        "{\"type\": \"array\", \"uniqueItems\": true, \"minItems\": 3, \"maxItems\": 3,"
            + " \"items\": {\"enum\": [1, 2, 3]}}",
        "{\"oneOf\": [{\"type\": \"integer\"}, {\"type\": \"number\"}]}"
      })
  void of_edgeCase_fits(String json) {
    var schema = parse(json);
    assertFits(schema, example(schema, "", Fullness.ALL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name   | string  |         | Anna is 34 years old.                | \"Anna\"",
        "name   | string  |         | Anna is 34 and lives in Rome, Italy. | \"Anna\"",
        "city   | string  |         | Anna is 34 and lives in Rome.        | \"Rome\"",
        "age    | integer |         | Anna is 34 years old.                | 34",
        "email  | string  | email   | Write to anna@example.org, please.   | \"anna@example.org\"",
        "when   | string  | date    | The fair is on 2026-05-01.           | \"2026-05-01\"",
        "ticker | string  |         | Buy in Rome the stock MSFT now.      | \"MSFT\"",
        "title  | string  |         | Call it 'Blue Hour', will you?       | \"Blue Hour\"",
      })
  void of_valueInThePrompt_isTaken(
      String name, String type, String format, String prompt, String expected) {
    var property = "{\"type\": \"" + type + "\"";
    var schema =
        parse(
            "{\"type\": \"object\", \"required\": [\"%s\"], \"properties\": {\"%s\": %s}}"
                .formatted(
                    name,
                    name,
                    property + (format == null ? "}" : ", \"format\": \"" + format + "\"}")));
    assertThat(example(schema, prompt, Fullness.ALL).get(name)).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"type\": \"string\", \"maxLength\": 4294967296}; \"sandbox value\"",
        "{\"type\": \"array\", \"maxItems\": 4294967296, \"items\": {\"const\": 1}}; [1]",
        "{\"type\": \"string\", \"pattern\": \"^[[a&&]{2}$\"}; \"[[\"",
        "{\"type\": [\"null\", \"boolean\"]}; true"
      })
  void of_valueBeyondOtherReaders_isExpected(String schema, String expected) {
    assertThat(example(parse(schema), "", Fullness.ALL)).isEqualTo(parse(expected));
  }

  private static JsonNode example(JsonNode schema, String prompt, Fullness fullness) {
    return SchemaExample.of(schema, PromptValues.of(prompt), fullness);
  }
}
