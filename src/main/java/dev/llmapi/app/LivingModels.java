package dev.llmapi.app;

import dev.llmapi.app.config.ProviderSettings;
import dev.llmapi.catalog.LifeCycle;
import dev.llmapi.catalog.LifeCycles;
import dev.llmapi.catalog.LifeCycles.Living;
import dev.llmapi.pipeline.Succession;
import dev.llmapi.provider.Provider;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * Where models stand in their lives today: by the catalogue, save where {@code llmapi.yaml} says
 * that a model is there. Thread-safe.
 */
final class LivingModels implements Succession {

  private final Map<String, ProviderSettings> settings;
  private final LifeCycles lifeCycles;
  private final InstantSource clock;

  LivingModels(Map<String, ProviderSettings> settings, LifeCycles lifeCycles, InstantSource clock) {
    this.settings = settings;
    this.lifeCycles = lifeCycles;
    this.clock = clock;
  }

  @Override
  public Living living(Provider provider, String model) {
    return vouchedFor(provider, model)
        ? Living.asIs(model)
        : lifeCycles.living(provider.platform(), model, today());
  }

  /** The model's life-cycle at that provider; empty for what the catalogue does not judge. */
  Optional<LifeCycle> find(Provider provider, String model) {
    return vouchedFor(provider, model)
        ? Optional.empty()
        : lifeCycles.find(provider.platform(), model);
  }

  /** The model that lives in the place of another; empty where there is none. */
  Optional<String> successor(LifeCycle of) {
    return lifeCycles.successor(of, today());
  }

  LocalDate today() {
    return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
  }

  private boolean vouchedFor(Provider provider, String model) {
    ProviderSettings known = settings.get(provider.name());
    return known != null && known.vouchesFor(model);
  }
}
