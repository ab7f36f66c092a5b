package dev.llmapi.pipeline;

import dev.llmapi.catalog.LifeCycles.Living;
import dev.llmapi.provider.Provider;

/** Says which model is asked today in the place of one that may be retired. */
@FunctionalInterface
public interface Succession {

  /** Every model is asked by its name. */
  Succession NONE = (_, model) -> Living.asIs(model);

  /** The model to ask at that provider. */
  Living living(Provider provider, String model);
}
