package dev.llmapi.app;

import dev.llmapi.app.config.KeySource;
import dev.llmapi.app.config.ProviderSettings;
import dev.llmapi.provider.Authorization;
import dev.llmapi.provider.Authorization.Scheme;
import dev.llmapi.provider.Provider;
import dev.llmapi.provider.Provider.Quirks;
import dev.llmapi.provider.ProviderKind;
import dev.llmapi.provider.Transport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes the providers that the settings name. */
final class Providers {

  private static final Map<String, String> ANTHROPIC_HEADERS =
      Map.of("anthropic-version", "2023-06-01");

  private final Keys keys;
  private final Transport network;
  private final Transport sandbox;

  Providers(Keys keys, Transport network, Transport sandbox) {
    this.keys = keys;
    this.network = network;
    this.sandbox = sandbox;
  }

  /** The providers by name. A kind that has no wire yet is left out, and the log says so. */
  Map<String, Provider> of(Map<String, ProviderSettings> settings) {
    Map<String, Provider> providers = new LinkedHashMap<>();
    settings.forEach((name, each) ->
        ProviderKind.find(each.kind().wireName())
            .ifPresentOrElse(
                kind -> providers.put(name, provider(each, kind)),
                () ->
                    System.getLogger(Providers.class.getName())
                        .log(
                            System.Logger.Level.WARNING,
                            "providers.{0}: the kind {1} is not supported yet",
                            name,
                            each.kind().wireName())));
    return providers;
  }

  private Provider provider(ProviderSettings settings, ProviderKind kind) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (kind == ProviderKind.ANTHROPIC) {
      headers.putAll(ANTHROPIC_HEADERS);
    }
    headers.putAll(settings.headers());
    return new Provider(
        settings.name(),
        kind,
        base(settings, kind),
        new Authorization(scheme(settings, kind), keys.supplier(settings.key())),
        headers,
        settings.deadlines(),
        kind == ProviderKind.SANDBOX ? sandbox : network,
        new Quirks(
            settings.platform(),
            settings.deployments(),
            Optional.ofNullable(settings.fetchesImageUrls())));
  }

  private static Scheme scheme(ProviderSettings settings, ProviderKind kind) {
    if (settings.key() instanceof KeySource.None) {
      return Scheme.NONE;
    }
    return kind == ProviderKind.AZURE && settings.auth() == ProviderSettings.Auth.ENTRA
        ? Scheme.BEARER
        : kind.scheme();
  }

  /** Azure has two shapes: the v1 API, and the dated one with the deployment in its path. */
  private static String base(ProviderSettings settings, ProviderKind kind) {
    String base = settings.baseUrl().toString();
    if (kind != ProviderKind.AZURE) {
      return base;
    }
    String host = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    String version = settings.apiVersion();
    if (version == null) {
      return host + "/openai/v1";
    }
    // "preview" and "latest" are the v1 API's own versions; the others are days.
    return Character.isDigit(version.charAt(0))
        ? host + "/openai/deployments/{model}?api-version=" + version
        : host + "/openai/v1?api-version=" + version;
  }
}
