package dev.llmapi.pipeline;

import dev.llmapi.provider.Provider;

/**
 * A model at a provider that may answer a request.
 *
 * @param model as the provider names it
 */
public record Candidate(Provider provider, String model) {

  /** The model's name at the gateway: {@code provider/model}. */
  public String name() {
    return provider.name() + "/" + model;
  }
}
