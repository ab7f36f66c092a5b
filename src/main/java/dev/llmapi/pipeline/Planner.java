package dev.llmapi.pipeline;

import dev.llmapi.catalog.LifeCycles.Living;
import dev.llmapi.catalog.Notice;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.provider.Provider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final Succession succession;

  /** What a request's names come to. */
  private record Draft(List<Candidate> candidates, List<Notice> gone) {}

  /** A planner that asks every model by its name, retired or not. */
  public Planner(
      Map<String, Provider> providers,
      Map<String, List<String>> aliases,
      Function<String, List<String>> makers) {
    this(providers, aliases, makers, Succession.NONE);
  }

  /**
   * A planner.
   *
   * @param providers by name, in the order in which bare names are looked for
   * @param aliases name to models, in the order of fallback
   * @param makers the names of providers that a bare model name may belong to, by the catalogue
   * @param succession what is asked in the place of retired models; aliases come before it
   */
  public Planner(
      Map<String, Provider> providers,
      Map<String, List<String>> aliases,
      Function<String, List<String>> makers,
      Succession succession) {
    this.providers = new LinkedHashMap<>(providers);
    this.aliases = Map.copyOf(aliases);
    this.makers = makers;
    this.succession = succession;
  }

  /**
   * The candidates for a request, one at least.
   *
   * @throws FailureException MODEL_NOT_FOUND when no provider has such a model, nothing replaces a
   *     retired one, or the preferences leave none
   */
  public List<Candidate> plan(String model, Preferences preferences) {
    Draft draft = new Draft(new ArrayList<>(2), new ArrayList<>(0));
    resolve(model, model, draft, 0);
    for (String fallback : preferences.models()) {
      resolve(fallback, fallback, draft, 0);
    }
    if (draft.candidates().isEmpty()) {
      throw draft.gone().isEmpty() ? unknown(model) : retired(draft.gone());
    }
    List<Candidate> kept = kept(draft, preferences);
    if (kept.isEmpty()) {
      throw FailureException.of(
          FailureKind.MODEL_NOT_FOUND,
          "'provider' leaves no provider for the model '" + shown(model) + "'.",
          "provider");
    }
    return preferences.allowFallbacks() ? kept : kept.subList(0, 1);
  }

  private static List<Candidate> kept(Draft draft, Preferences preferences) {
    List<String> order = preferences.order();
    Set<String> seen = new HashSet<>();
    Set<String> only = preferences.only();
    boolean ours =
        only.isEmpty()
            || draft.candidates().stream().anyMatch(c -> only.contains(c.provider().name()));
    return draft.candidates().stream()
        .filter(c -> seen.add(c.name()))
        .filter(c -> only.isEmpty() || only.contains(c.provider().name()) || (!ours && knows(c)))
        .filter(c -> !preferences.ignore().contains(c.provider().name()))
        .sorted(
            Comparator.comparingInt(c -> {
              int place = order.indexOf(c.provider().name());
              return place < 0 ? order.size() : place;
            }))
        .map(c -> c.withNotices(draft.gone()))
        .toList();
  }

  /** OpenRouter chooses among providers of its own: names that are none of ours are for it. */
  private static boolean knows(Candidate candidate) {
    return candidate.provider().platform().equals("openrouter");
  }

  private void resolve(String name, String asked, Draft draft, int depth) {
    List<String> alias = aliases.get(name);
    if (alias != null && depth < MAX_ALIAS_DEPTH) {
      alias.forEach(target -> resolve(target, asked, draft, depth + 1));
      return;
    }
    int slash = name.indexOf('/');
    if (slash > 0) {
      addPrefixed(name, slash, asked, draft);
      return;
    }
    for (String maker : makers.apply(name)) {
      Provider provider = providers.get(maker);
      if (provider != null) {
        add(provider, name, asked, draft);
        return;
      }
    }
  }

  /** A prefix that names no provider of ours may be part of one of OpenRouter's names. */
  private void addPrefixed(String name, int slash, String asked, Draft draft) {
    Provider provider = providers.get(name.substring(0, slash));
    Provider openRouter = providers.get("openrouter");
    if (provider != null && slash + 1 < name.length()) {
      add(provider, name.substring(slash + 1), asked, draft);
    } else if (openRouter != null) {
      add(openRouter, name, asked, draft);
    }
  }

  /** The model itself, or what answers in its place. */
  private void add(Provider provider, String model, String asked, Draft draft) {
    Living living = succession.living(provider, model);
    if (living.gone()) {
      draft.gone().addAll(living.notices());
    } else {
      draft
          .candidates()
          .add(
              new Candidate(
                  provider, living.model(), asked, aliases.containsKey(asked), living.notices()));
    }
  }

  private static FailureException retired(List<Notice> gone) {
    return FailureException.of(FailureKind.MODEL_NOT_FOUND, gone.getFirst().text(), "model");
  }

  private FailureException unknown(String model) {
    String told =
        aliases.containsKey(model)
            ? "The alias '%s' stands for %s, which no provider has that is up here"
                .formatted(model, String.join(", ", aliases.get(model)))
            : "The model '%s' does not exist here. Models are named provider/model"
                .formatted(shown(model));
    return FailureException.of(
        FailureKind.MODEL_NOT_FOUND,
        "%s; providers now: %s. GET /v1/models lists them."
            .formatted(told, String.join(", ", providers.keySet())),
        "model");
  }

  private static String shown(String model) {
    return model.length() > 100 ? model.substring(0, 100) + "…" : model;
  }
}
