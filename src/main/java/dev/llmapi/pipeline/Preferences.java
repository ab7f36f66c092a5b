package dev.llmapi.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Members;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the client says about who is to answer, in OpenRouter's members.
 *
 * @param models {@code models}: names to fall back to, after the one asked for
 * @param order {@code provider.order}: providers to try first, by name
 * @param only {@code provider.only}: no other provider, unless empty
 * @param ignore {@code provider.ignore}: not these providers
 * @param allowFallbacks {@code provider.allow_fallbacks}: another candidate may be tried
 * @param requireParameters {@code provider.require_parameters}: refuse rather than drop a parameter
 * @param unmet members of {@code provider} that this gateway does not act on, for the receipt
 */
public record Preferences(
    List<String> models,
    List<String> order,
    Set<String> only,
    Set<String> ignore,
    boolean allowFallbacks,
    boolean requireParameters,
    List<String> unmet) {

  public static final Preferences NONE =
      new Preferences(List.of(), List.of(), Set.of(), Set.of(), true, false, List.of());

  private static final Set<String> KNOWN =
      Set.of("order", "only", "ignore", "allow_fallbacks", "require_parameters");

  public Preferences {
    models = List.copyOf(models);
    order = List.copyOf(order);
    only = Set.copyOf(only);
    ignore = Set.copyOf(ignore);
    unmet = List.copyOf(unmet);
  }

  /**
   * Reads the preferences out of a request.
   *
   * @throws FailureException INVALID_VALUE, naming the member that is of another type
   */
  static Preferences of(Members members) {
    Optional<JsonNode> models = tree(members, "models");
    Optional<JsonNode> provider = tree(members, "provider");
    if (models.isEmpty() && provider.isEmpty()) {
      return NONE;
    }
    List<String> names = models.map(list -> strings(list, "models")).orElse(List.of());
    if (provider.isEmpty()) {
      return new Preferences(names, List.of(), Set.of(), Set.of(), true, false, List.of());
    }
    JsonNode given = provider.get();
    if (!given.isObject()) {
      throw invalid("provider", "an object");
    }
    return new Preferences(
        names,
        strings(given, "provider", "order"),
        Set.copyOf(strings(given, "provider", "only")),
        Set.copyOf(strings(given, "provider", "ignore")),
        bool(given, "allow_fallbacks", true),
        bool(given, "require_parameters", false),
        unmet(given));
  }

  private static List<String> unmet(JsonNode provider) {
    List<String> unmet = new ArrayList<>();
    provider
        .fieldNames()
        .forEachRemaining(name -> {
          if (!KNOWN.contains(name) && !provider.get(name).isNull()) {
            unmet.add("provider." + name);
          }
        });
    return unmet;
  }

  private static Optional<JsonNode> tree(Members members, String name) {
    return members
        .findValue(name)
        .map(raw -> {
          try {
            return Json.tree(raw.text());
          } catch (IOException e) {
            throw new IllegalStateException("the reader has let it through", e);
          }
        })
        .filter(node -> !node.isNull());
  }

  private static List<String> strings(JsonNode object, String parent, String name) {
    JsonNode list = object.path(name);
    return list.isMissingNode() || list.isNull() ? List.of() : strings(list, parent + "." + name);
  }

  private static List<String> strings(JsonNode list, String path) {
    if (!list.isArray()) {
      throw invalid(path, "an array of strings");
    }
    List<String> strings = new ArrayList<>();
    for (JsonNode element : list) {
      if (!element.isTextual()) {
        throw invalid(path, "an array of strings");
      }
      strings.add(element.textValue());
    }
    return strings;
  }

  private static boolean bool(JsonNode provider, String name, boolean otherwise) {
    JsonNode value = provider.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw invalid("provider." + name, "a boolean");
    }
    return value.booleanValue();
  }

  private static FailureException invalid(String path, String expected) {
    return FailureException.of(
        FailureKind.INVALID_VALUE, "'" + path + "' must be " + expected + ".", path);
  }
}
