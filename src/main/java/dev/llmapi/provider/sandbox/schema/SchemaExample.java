package dev.llmapi.provider.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Makes a value that fits a JSON schema, with values of the prompt in it where they fit.
 *
 * <p>Each part is made by the keywords it is bounded by, then checked against the schema itself,
 * and made another way if it does not fit; so what comes out always fits. One per example.
 */
public final class SchemaExample {
  /** Deeper than this, only what is required is made. */
  private static final int GENEROUS_DEPTH = 3;

  private static final int MOST_DEPTH = 40;

  /** Choices within choices stand at one depth; this bounds them too, and so the stack. */
  private static final int MOST_NESTING = 100;

  private static final int MOST_SCHEMA_CHARACTERS = 200_000;
  private static final int MOST_CHARACTERS = 400_000;
  private static final List<String> CONDITION = List.of("if", "then", "else");

  /** Which optional properties an object is made with. */
  public enum Fullness {
    /** All. */
    ALL,
    /** Those that the prompt speaks of. */
    ASKED
  }

  /**
   * Where a value stands.
   *
   * @param name the property that it is the value of, or the one that its array is
   * @param salt tells apart the elements of an array
   */
  record Place(String name, int salt, int depth) {
    Place property(String property) {
      return new Place(property, 0, depth + 1);
    }

    Place element(int index) {
      return new Place(name, index, depth + 1);
    }

    boolean isDeep() {
      return depth > GENEROUS_DEPTH;
    }
  }

  private final SchemaScope scope;
  private final SchemaCheck check;
  private final PromptValues values;
  private final ObjectExample objects;
  private final ArrayExample arrays;
  private final StringExample strings;
  private final NumberExample numbers;
  private int nesting;

  private SchemaExample(JsonNode root, PromptValues values, Fullness fullness) {
    this.scope = new SchemaScope(root);
    this.check = new SchemaCheck(scope);
    this.values = values;
    this.objects = new ObjectExample(this, scope, new ObjectCheck(check, scope), values, fullness);
    this.arrays = new ArrayExample(this, check, values);
    this.strings = new StringExample(scope, values);
    this.numbers = new NumberExample(scope, values);
  }

  /**
   * A value that fits {@code schema}.
   *
   * @throws UnfittableSchemaException if none can be found, or the schema itself is broken
   */
  public static JsonNode of(JsonNode schema, PromptValues values, Fullness fullness) {
    Extent.check(schema, MOST_SCHEMA_CHARACTERS, "the schema");
    try {
      var example =
          new SchemaExample(schema, values, fullness).make(schema, new Place("value", 0, 0));
      Extent.check(example, MOST_CHARACTERS, "an example of it");
      return example;
    } catch (ClassCastException | IllegalArgumentException _) {
      throw new UnfittableSchemaException("a keyword in it has a value of the wrong type");
    }
  }

  JsonNode make(JsonNode schema, Place place) {
    scope.step();
    if (place.depth() > MOST_DEPTH || nesting == MOST_NESTING) {
      throw new UnfittableSchemaException("it never ends");
    }
    nesting++;
    try {
      return makeFitting(schema, place);
    } finally {
      nesting--;
    }
  }

  private JsonNode makeFitting(JsonNode schema, Place place) {
    var used = values.mark();
    for (var candidate : candidates(scope.flat(schema), place).toList()) {
      try {
        var value = candidate.get();
        if (check.accepts(schema, value)) {
          return value;
        }
      } catch (UnfittableSchemaException e) {
        scope.step();
      }
      values.reset(used);
    }
    throw new UnfittableSchemaException("no value was found for '" + place.name() + "'");
  }

  private Stream<Supplier<JsonNode>> candidates(JsonNode schema, Place place) {
    if (!schema.isObject()) {
      return schema.booleanValue() ? strings.candidates(schema, place) : Stream.empty();
    }
    if (schema.has("const")) {
      return Stream.of(() -> schema.get("const"));
    }
    if (schema.has("enum")) {
      return enumerated(schema.get("enum"), place);
    }
    for (var keyword : List.of("anyOf", "oneOf")) {
      if (schema.has(keyword)) {
        return branches(schema, keyword, place);
      }
    }
    return schema.has("if") ? conditional(schema, place) : typed(schema, place);
  }

  /** The values that the prompt names, then the rest, each place beginning with another. */
  private Stream<Supplier<JsonNode>> enumerated(JsonNode allowed, Place place) {
    var all = SchemaCheck.elementsOf(allowed);
    var named = all.stream().filter(value -> values.mentions(value.asText())).toList();
    var ordered = new ArrayList<>(named);
    all.stream().filter(value -> !named.contains(value)).forEach(ordered::add);
    return rotated(ordered, place.salt()).stream().map(value -> () -> value);
  }

  private Stream<Supplier<JsonNode>> branches(JsonNode schema, String keyword, Place place) {
    var rest = without(schema, List.of(keyword));
    var order =
        Comparator.comparing((JsonNode branch) -> isLeaf(scope.flat(branch)) != place.isDeep());
    return SchemaCheck.elementsOf(schema.get(keyword)).stream()
        .sorted(order.thenComparing(branch -> isNull(scope.flat(branch)) != place.isDeep()))
        .map(branch -> () -> make(branch(schema, rest, keyword, branch), place));
  }

  /** What {@code schema} says where this branch is taken, and of {@code oneOf} no other. */
  private JsonNode branch(JsonNode schema, JsonNode rest, String keyword, JsonNode branch) {
    var taken = scope.both(rest, scope.flat(branch));
    if (keyword.equals("anyOf") || !taken.isObject() || taken.has("not")) {
      return taken;
    }
    var others = SchemaScope.NODES.arrayNode();
    schema.get(keyword).valueStream().filter(other -> !other.equals(branch)).forEach(others::add);
    scope.spend(others.size() / 8);
    return others.isEmpty()
        ? taken
        : SchemaMerge.copyOf(taken).set("not", SchemaScope.NODES.objectNode().set("anyOf", others));
  }

  private Stream<Supplier<JsonNode>> conditional(JsonNode schema, Place place) {
    var rest = without(schema, CONDITION);
    var consequence = scope.flat(schema.path("then"));
    var satisfied = scope.both(rest, scope.flat(schema.get("if")));
    var otherwise = scope.flat(schema.path("else"));
    return Stream.of(
        () ->
            make(
                consequence.isMissingNode() ? satisfied : scope.both(satisfied, consequence),
                place),
        () -> make(otherwise.isMissingNode() ? rest : scope.both(rest, otherwise), place),
        () -> make(rest, place));
  }

  private Stream<Supplier<JsonNode>> typed(JsonNode schema, Place place) {
    return SchemaTypes.of(schema).stream()
        .flatMap(type ->
            switch (type) {
              case OBJECT -> objects.candidates(schema, place);
              case ARRAY -> arrays.candidates(schema, place);
              case STRING -> strings.candidates(schema, place);
              case INTEGER -> numbers.candidates(schema, place, true);
              case NUMBER -> numbers.candidates(schema, place, false);
              case BOOLEAN -> booleans(schema, place);
              case NULL -> Stream.of(SchemaScope.NODES::nullNode);
            });
  }

  private static Stream<Supplier<JsonNode>> booleans(JsonNode schema, Place place) {
    var first = schema.path("default").asBoolean(true) == (place.salt() % 2 == 0);
    return Stream.of(
        () -> SchemaScope.NODES.booleanNode(first), () -> SchemaScope.NODES.booleanNode(!first));
  }

  static JsonNode without(JsonNode schema, List<String> keywords) {
    return SchemaMerge.copyOf(schema).remove(keywords);
  }

  private static boolean isNull(JsonNode schema) {
    return SchemaTypes.of(schema).equals(List.of(SchemaTypes.NULL));
  }

  private static boolean isLeaf(JsonNode schema) {
    return SchemaTypes.of(schema).stream()
        .noneMatch(type -> type == SchemaTypes.OBJECT || type == SchemaTypes.ARRAY);
  }

  private static <T> List<T> rotated(List<T> values, int by) {
    if (values.isEmpty()) {
      return values;
    }
    var start = by % values.size();
    return Stream.concat(
            values.subList(start, values.size()).stream(), values.subList(0, start).stream())
        .toList();
  }
}
