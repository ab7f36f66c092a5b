package dev.llmapi.provider.sandbox.schema;

import static dev.llmapi.provider.sandbox.schema.Validation.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.llmapi.provider.sandbox.schema.SchemaExample.Fullness;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Schemas that would cost a naive reader all its time, memory or stack. */
class HostileSchemaTest {

  static Stream<Arguments> schemas() {
    return Stream.of(
        arguments("reference to itself", "{\"$ref\": \"#\"}"),
        arguments(
            "reference to itself under not",
            "{\"type\": \"string\", \"not\": {\"$ref\": \"#/$defs/a\"},"
                + " \"$defs\": {\"a\": {\"$ref\": \"#/$defs/a\"}}}"),
        arguments("choice of itself", "{\"anyOf\": [{\"$ref\": \"#\"}]}"),
        arguments(
            "object that must hold itself",
            "{\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"#\"}},"
                + " \"required\": [\"a\"]}"),
        arguments("doubling references", doubling("allOf")),
        arguments("doubling choices", doubling("anyOf")),
        arguments(
            "doubling objects",
            "{\"$ref\": \"#/$defs/d0\", \"$defs\": {"
                + IntStream.range(0, 30)
                    .mapToObj(HostileSchemaTest::pair)
                    .collect(Collectors.joining(","))
                + ", \"d30\": {\"type\": \"integer\"}}}"),
        arguments("product of choices", "{\"allOf\": [" + choices() + "," + choices() + "]}"),
        arguments(
            "catastrophic pattern",
            "{\"type\": \"string\", \"pattern\": \"^(a+)+$\", \"not\": {\"pattern\":"
                + " \"^(a|aa)+b?$\"}, \"minLength\": 60}"),
        arguments(
            "catastrophic pattern for a constant",
            "{\"const\": \"" + "a".repeat(5_000) + "!\", \"pattern\": \"^(a+)+$\"}"),
        arguments(
            "pattern that overflows the stack",
            "{\"const\": \"" + "ab".repeat(50_000) + "!\", \"pattern\": \"^(a|b)*$\"}"),
        arguments(
            "brackets in a pattern",
            "{\"type\": \"string\", \"pattern\": \"" + "(".repeat(50_000) + "\"}"),
        arguments(
            "counts of nothing",
            "{\"type\": \"string\", \"pattern\": \"^(((((){999}){999}){999}){999}){999}x$\","
                + " \"maxLength\": 0}"),
        arguments(
            "many ways to be empty",
            "{\"type\": \"string\", \"pattern\": \"^"
                + "((a?)?)".repeat(40)
                + "b$\", \"maxLength\": 0}"),
        arguments(
            "many ways to be empty, looking ahead",
            "{\"const\": \"\", \"pattern\": \"^(?=" + "(|)".repeat(40) + "b)$\"}"),
        arguments(
            "counts of something",
            "{\"type\": \"string\", \"pattern\": \"^((((a{999}){999}){999}){999}){999}$\"}"),
        arguments(
            "arrays of arrays",
            IntStream.range(0, 6)
                .mapToObj(_ -> "")
                .reduce(
                    "{\"type\": \"integer\"}",
                    (s, _) -> "{\"type\": \"array\", \"minItems\": 1000, \"items\": " + s + "}")),
        arguments(
            "array of long strings",
            "{\"type\": \"array\", \"minItems\": 1000,"
                + " \"items\": {\"type\": \"string\", \"minLength\": 90000}}"),
        arguments(
            "array of long constants",
            "{\"type\": \"array\", \"minItems\": 1000, \"items\": {\"const\": \""
                + "x".repeat(90_000)
                + "\"}}"),
        arguments("long string", "{\"type\": \"string\", \"minLength\": 2000000000}"),
        arguments("long array", "{\"type\": \"array\", \"minItems\": 4294967296}"),
        arguments("large object", "{\"type\": \"object\", \"minProperties\": 1000000}"),
        arguments(
            "large schema", "{\"type\": \"string\", \"title\": \"" + "x".repeat(300_000) + "\"}"),
        arguments(
            "no value",
            "{\"type\": \"integer\", \"minimum\": 5, \"maximum\": 4, \"multipleOf\": 1e-900}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("schemas")
  void of_hostileSchema_isRefused(String name, String json) {
    var schema = parse(json);
    assertThatExceptionOfType(UnfittableSchemaException.class)
        .as(name)
        .isThrownBy(() -> SchemaExample.of(schema, PromptValues.of("Hello"), Fullness.ALL))
        .satisfies(refused -> assertThat(refused.getMessage()).hasSizeBetween(5, 200));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void of_brokenSchema_isRefused(String name, String json) {
    of_hostileSchema_isRefused(name, json);
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        arguments("type", "{\"type\": \"banana\"}"),
        arguments("type in a list", "{\"type\": [1]}"),
        arguments("no types", "{\"type\": []}"),
        arguments("reference", "{\"$ref\": \"#/$defs/none\"}"),
        arguments("pointer", "{\"$ref\": \"#/%\"}"),
        arguments("pattern", "{\"type\": \"string\", \"pattern\": \"[\"}"),
        arguments("property of a pattern", "{\"type\": \"string\", \"pattern\": \"\\\\p}\"}"),
        arguments("escape of a pattern", "{\"type\": \"string\", \"pattern\": \"\\\\\"}"),
        arguments("a text", "\"string\""),
        arguments("false", "false"),
        arguments("empty enum", "{\"enum\": []}"),
        arguments("contradiction", "{\"allOf\": [{\"type\": \"string\"}, {\"type\": \"null\"}]}"));
  }

  private static String doubling(String keyword) {
    return IntStream.range(0, 40)
        .mapToObj(i ->
            "\"d%d\": {\"%s\": [{\"$ref\": \"#/$defs/d%d\"}, {\"$ref\": \"#/$defs/d%d\"}]}"
                .formatted(i, keyword, i + 1, i + 1))
        .collect(
            Collectors.joining(
                ",",
                "{\"$ref\": \"#/$defs/d0\", \"$defs\": {\"d40\": {\"const\": 1, \"not\": {}},",
                "}}"));
  }

  private static String pair(int i) {
    return "\"d%d\": {\"type\": \"array\", \"minItems\": 2, \"items\": {\"$ref\": \"#/$defs/d%d\"}}"
        .formatted(i, i + 1);
  }

  private static String choices() {
    return IntStream.range(0, 2_000)
        .mapToObj(i -> "{\"const\": " + i + ", \"not\": {}}")
        .collect(Collectors.joining(",", "{\"anyOf\": [", "]}"));
  }
}
