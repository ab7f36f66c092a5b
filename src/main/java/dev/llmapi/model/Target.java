package dev.llmapi.model;

import java.util.Set;

/**
 * The model that a request is written for, as its provider knows it.
 *
 * @param model the upstream's own name of it: a model id, or Azure's deployment
 * @param traits what the wire has to know of it; from the catalogue's table, not from its name
 * @param maxOutputTokens what is sent as the output limit where the format demands one and the
 *     client named none
 */
public record Target(String model, Set<Trait> traits, int maxOutputTokens) {

  public Target {
    traits = Set.copyOf(traits);
  }

  public boolean has(Trait trait) {
    return traits.contains(trait);
  }
}
