package dev.llmapi.pricing;

/**
 * A model as a provider offers it.
 *
 * @param provider its name in the configuration, the prefix of its models
 * @param platform whose rows of the catalogue hold
 * @param model the model's name there, without the prefix; a dated snapshot's name will do
 */
public record Offer(String provider, String platform, String model) {

  /** The model at the platform's usual provider. */
  public static Offer of(String platform, String model) {
    return new Offer(platform, platform, model);
  }

  /** {@code provider/model}. */
  public String name() {
    return provider + "/" + model;
  }
}
