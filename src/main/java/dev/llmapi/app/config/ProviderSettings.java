package dev.llmapi.app.config;

import dev.llmapi.provider.Deadlines;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider that is up.
 *
 * @param name the prefix of its models
 * @param baseUrl without a slash at its end. OpenAI's and compatible hosts': with the version
 *     ({@code …/v1}). Azure's, Anthropic's and Gemini's: without it. The sandbox's means nothing.
 * @param key its key, or Azure's Entra token
 * @param auth how the key is shown to Azure
 * @param headers sent along with every call
 * @param apiVersion Azure's dated API ({@code 2024-10-21}); absent means its v1 API
 * @param deployments Azure's: model name to deployment; a model that is not there is its own
 * @param fetchesImageUrls whether URLs of images are handed on; absent leaves it to the catalogue
 * @param ownHost whether the file names its address: what it has is the owner's word, not the
 *     catalogue's
 */
public record ProviderSettings(
    String name,
    Kind kind,
    URI baseUrl,
    KeySource key,
    Auth auth,
    Map<String, String> headers,
    @Nullable String apiVersion,
    Map<String, String> deployments,
    @Nullable Boolean fetchesImageUrls,
    Deadlines deadlines,
    boolean ownHost) {

  /** How Azure is shown who calls. */
  public enum Auth {
    /** The header {@code api-key}. */
    API_KEY,
    /** {@code Authorization: Bearer}, with a token of Microsoft Entra. */
    ENTRA
  }

  static final String OPENROUTER = "openrouter";
  private static final String OPENROUTER_HOST = "openrouter.ai";

  public ProviderSettings {
    headers = Map.copyOf(headers);
    deployments = Map.copyOf(deployments);
  }

  /** A provider of which nothing is said but where it is and with which key. */
  public static ProviderSettings of(
      String name, Kind kind, URI baseUrl, KeySource key, Deadlines deadlines) {
    return new ProviderSettings(
        name, kind, baseUrl, key, Auth.API_KEY, Map.of(), null, Map.of(), null, deadlines, false);
  }

  /** The platform whose rows of the catalogue hold: its kind, or OpenRouter. */
  public String platform() {
    boolean openRouter =
        kind == Kind.COMPATIBLE
            && (name.equals(OPENROUTER) || OPENROUTER_HOST.equals(baseUrl.getHost()));
    return openRouter ? OPENROUTER : kind.wireName();
  }

  /** The name of the model at the provider: Azure's deployment, or the model itself. */
  public String upstreamModel(String model) {
    return deployments.getOrDefault(model, model);
  }

  /**
   * Whether the owner says by the file that the model is there: at a host whose address it names,
   * or, at Azure, where each has an address of his own, as a deployment.
   */
  public boolean vouchesFor(String model) {
    return kind == Kind.AZURE ? deployments.containsKey(model) : ownHost;
  }

  /** Headers may hold keys: their names only. */
  @Override
  public String toString() {
    return "ProviderSettings[%s: %s at %s, %s, headers %s]"
        .formatted(name, kind.wireName(), baseUrl, key, headers.keySet());
  }
}
