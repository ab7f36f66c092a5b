package dev.llmapi.app;

import dev.llmapi.catalog.LifeCycles;
import dev.llmapi.catalog.Models;
import dev.llmapi.provider.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * To whom a bare model name belongs: the providers whose platform lists it, then those whose maker
 * names models so; where there are none, those that once had it. Thread-safe.
 */
final class Makers implements Function<String, List<String>> {

  /** How makers name their models, for names that are newer than the catalogue. */
  private static final Map<String, List<String>> PLATFORMS_BY_PREFIX =
      Map.of(
          "gpt-", List.of("openai", "azure"),
          "chatgpt-", List.of("openai", "azure"),
          "o1", List.of("openai", "azure"),
          "o3", List.of("openai", "azure"),
          "o4", List.of("openai", "azure"),
          "claude-", List.of("anthropic"),
          "gemini-", List.of("gemini"));

  private final Map<String, Provider> providers;
  private final Models models;
  private final LifeCycles lifeCycles;

  Makers(Map<String, Provider> providers, Models models, LifeCycles lifeCycles) {
    this.providers = providers;
    this.models = models;
    this.lifeCycles = lifeCycles;
  }

  @Override
  public List<String> apply(String model) {
    List<String> makers = new ArrayList<>();
    providers.forEach((name, provider) -> {
      if (models.find(provider.platform(), model).isPresent()) {
        makers.add(name);
      }
    });
    PLATFORMS_BY_PREFIX.forEach((prefix, platforms) -> {
      if (model.startsWith(prefix)) {
        addOfPlatforms(platforms, makers);
      }
    });
    if (makers.isEmpty()) {
      providers.forEach((name, provider) -> {
        if (lifeCycles.find(provider.platform(), model).isPresent()) {
          makers.add(name);
        }
      });
    }
    return makers;
  }

  private void addOfPlatforms(List<String> platforms, List<String> makers) {
    for (String platform : platforms) {
      providers.forEach((name, provider) -> {
        if (provider.platform().equals(platform) && !makers.contains(name)) {
          makers.add(name);
        }
      });
    }
  }
}
