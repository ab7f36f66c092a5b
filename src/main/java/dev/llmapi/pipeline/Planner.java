package dev.llmapi.pipeline;

import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.provider.Provider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Turns the name that a client asks for into the candidates that may answer, in order: an alias, a
 * {@code provider/model}, or a bare name that the catalogue knows the maker of. Thread-safe.
 */
public final class Planner {

  private static final int MAX_ALIAS_DEPTH = 8;

  private final Map<String, Provider> providers;
  private final Map<String, List<String>> aliases;
  private final Function<String, List<String>> makers;

  /**
   * A planner.
   *
   * @param providers by name, in the order in which bare names are looked for
   * @param aliases name to models, in the order of fallback
   * @param makers the names of providers that a bare model name may belong to, by the catalogue
   */
  public Planner(
      Map<String, Provider> providers,
      Map<String, List<String>> aliases,
      Function<String, List<String>> makers) {
    this.providers = new LinkedHashMap<>(providers);
    this.aliases = Map.copyOf(aliases);
    this.makers = makers;
  }

  /**
   * The candidates for a request, one at least.
   *
   * @throws FailureException MODEL_NOT_FOUND when no provider has such a model, or the preferences
   *     leave none
   */
  public List<Candidate> plan(String model, Preferences preferences) {
    List<Candidate> candidates = new ArrayList<>(2);
    resolve(model, candidates, 0);
    for (String fallback : preferences.models()) {
      resolve(fallback, candidates, 0);
    }
    if (candidates.isEmpty()) {
      throw unknown(model);
    }
    List<Candidate> kept = kept(candidates, preferences);
    if (kept.isEmpty()) {
      throw FailureException.of(
          FailureKind.MODEL_NOT_FOUND,
          "'provider' leaves no provider for the model '" + shown(model) + "'.",
          "provider");
    }
    return preferences.allowFallbacks() ? kept : kept.subList(0, 1);
  }

  private static List<Candidate> kept(List<Candidate> candidates, Preferences preferences) {
    List<String> order = preferences.order();
    return candidates.stream()
        .distinct()
        .filter(
            c -> preferences.only().isEmpty() || preferences.only().contains(c.provider().name()))
        .filter(c -> !preferences.ignore().contains(c.provider().name()))
        .sorted(
            Comparator.comparingInt(c -> {
              int place = order.indexOf(c.provider().name());
              return place < 0 ? order.size() : place;
            }))
        .toList();
  }

  private void resolve(String name, List<Candidate> candidates, int depth) {
    List<String> alias = aliases.get(name);
    if (alias != null && depth < MAX_ALIAS_DEPTH) {
      alias.forEach(target -> resolve(target, candidates, depth + 1));
      return;
    }
    int slash = name.indexOf('/');
    if (slash > 0) {
      findPrefixed(name, slash).ifPresent(candidates::add);
      return;
    }
    for (String maker : makers.apply(name)) {
      Provider provider = providers.get(maker);
      if (provider != null) {
        candidates.add(new Candidate(provider, name));
        return;
      }
    }
  }

  /** A prefix that names no provider of ours may be part of one of OpenRouter's names. */
  private Optional<Candidate> findPrefixed(String name, int slash) {
    Provider provider = providers.get(name.substring(0, slash));
    if (provider != null && slash + 1 < name.length()) {
      return Optional.of(new Candidate(provider, name.substring(slash + 1)));
    }
    return Optional.ofNullable(providers.get("openrouter"))
        .map(openRouter -> new Candidate(openRouter, name));
  }

  private FailureException unknown(String model) {
    return FailureException.of(
        FailureKind.MODEL_NOT_FOUND,
        "The model '%s' does not exist here. Models are named provider/model; providers now: %s. GET /v1/models lists them."
            .formatted(shown(model), String.join(", ", providers.keySet())),
        "model");
  }

  private static String shown(String model) {
    return model.length() > 100 ? model.substring(0, 100) + "…" : model;
  }
}
