package dev.llmapi.app.config;

import dev.llmapi.app.config.yaml.Section;
import dev.llmapi.app.config.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/** Reads {@code aliases}: a name for one model, or for several in the order of fallback. */
final class AliasReader {

  private AliasReader() {}

  /** By name, what each stands for: a model, or another alias. */
  static Map<String, List<String>> read(Section section, AliasTargets targets) {
    Map<String, List<String>> aliases = new LinkedHashMap<>();
    section
        .members()
        .forEach((name, value) -> {
          checkName(name, value);
          aliases.put(name, models(value, targets));
        });
    section
        .members()
        .forEach((name, value) ->
            findCircle(name, aliases, new LinkedHashSet<>())
                .ifPresent(circle -> value.wrong("goes in a circle: " + circle)));
    return aliases;
  }

  private static void checkName(String name, Value value) {
    if (name.isBlank() || name.contains("/")) {
      value.wrong("an alias has a name without a slash, or it would look like provider/model");
    }
  }

  private static List<String> models(Value value, AliasTargets targets) {
    List<Value> values = value.isList() ? value.list().orElse(List.of()) : List.of(value);
    if (values.isEmpty()) {
      value.wrong("names no model; write provider/model, or a list of them");
    }
    List<String> models = new ArrayList<>();
    for (Value each : values) {
      Optional<String> model = each.text();
      if (model.isPresent() && model.get().isBlank()) {
        each.wrong("is empty; write provider/model");
      }
      model.ifPresent(name -> {
        targets.check(name, each);
        models.add(name);
      });
    }
    return models;
  }

  /** The way from a name back to itself, such as {@code a -> b -> a}. */
  private static Optional<String> findCircle(
      String name, Map<String, List<String>> aliases, SequencedSet<String> way) {
    if (!way.add(name)) {
      return way.getFirst().equals(name)
          ? Optional.of(String.join(" -> ", way) + " -> " + name)
          : Optional.empty();
    }
    for (String next : aliases.getOrDefault(name, List.of())) {
      Optional<String> circle = findCircle(next, aliases, new LinkedHashSet<>(way));
      if (circle.isPresent()) {
        return circle;
      }
    }
    return Optional.empty();
  }
}
