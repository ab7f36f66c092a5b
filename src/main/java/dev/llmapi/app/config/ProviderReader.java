package dev.llmapi.app.config;

import dev.llmapi.app.config.ProviderSettings.Auth;
import dev.llmapi.app.config.yaml.Section;
import dev.llmapi.app.config.yaml.Value;
import dev.llmapi.provider.Deadlines;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Reads one entry of {@code providers}.
 *
 * @param usual the provider of that name as the environment describes it, which the entry overrides
 * @param deadlines what holds where the entry names none
 */
record ProviderReader(
    String name, Section section, Optional<ProviderSettings> usual, Deadlines deadlines) {

  static final List<String> MEMBERS =
      List.of(
          "kind",
          "base_url",
          "api_key",
          "headers",
          "fetches_image_urls",
          "timeouts",
          "api_version",
          "deployments",
          "auth",
          "token");

  static final List<String> AUTHS = List.of("api-key", "entra");

  /** The end of an address that is often copied whole. */
  private static final String CHAT = "/chat/completions";

  private static final List<String> AZURE_ONLY =
      List.of("api_version", "deployments", "auth", "token");

  /** Empty where it is not up, or something is wrong with it, which is noted. */
  Optional<ProviderSettings> read() {
    section.allowOnly(MEMBERS);
    return kind().flatMap(this::read);
  }

  /** All is read before any of it is given up, so that every fault is told at once. */
  private Optional<ProviderSettings> read(Kind kind) {
    refuseAzuresMembers(kind);
    Optional<ProviderSettings> same = usual.filter(each -> each.kind() == kind);
    Auth auth = kind == Kind.AZURE ? auth(same) : Auth.API_KEY;
    Optional<URI> baseUrl = baseUrl(kind, same);
    Optional<KeySource> key = key(kind, auth, same);
    Map<String, String> headers = texts("headers", KeyReader::readHeader);
    Map<String, String> deployments = texts("deployments", (_, value) -> value.text());
    Optional<String> version = section.find("api_version").flatMap(Value::text);
    Optional<Boolean> fetches = section.find("fetches_image_urls").flatMap(Value::bool);
    Deadlines own = DeadlinesReader.read(section.section("timeouts"), deadlines);
    if (baseUrl.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ProviderSettings(
            name,
            kind,
            baseUrl.get(),
            key.get(),
            auth,
            headers,
            version.or(() -> same.map(ProviderSettings::apiVersion)).orElse(null),
            deployments,
            fetches.orElse(null),
            own,
            section.has("base_url") && !baseUrl.equals(kind.usualBaseUrl())));
  }

  /** A provider with a usual name need not say its kind. */
  private Optional<Kind> kind() {
    Optional<Value> written = section.find("kind");
    if (written.isPresent()) {
      return written.get().oneOf(Kind.wireNames()).flatMap(Kind::find);
    }
    Optional<Kind> usualKind = UsualProvider.find(name).map(UsualProvider::kind);
    if (usualKind.isEmpty()) {
      section.wrong("kind is missing; it is one of " + String.join(", ", Kind.wireNames()));
    }
    return usualKind;
  }

  private void refuseAzuresMembers(Kind kind) {
    if (kind != Kind.AZURE) {
      for (String member : AZURE_ONLY) {
        section.find(member).ifPresent(value -> value.wrong("is for the kind azure only"));
      }
    }
  }

  private Optional<URI> baseUrl(Kind kind, Optional<ProviderSettings> same) {
    Optional<Value> written = section.find("base_url");
    if (written.isPresent()) {
      return written.get().url().filter(url -> isBase(url, written.get())).map(kind::baseUrl);
    }
    Optional<URI> otherwise = same.map(ProviderSettings::baseUrl).or(kind::usualBaseUrl);
    if (otherwise.isEmpty()) {
      section.wrong("base_url is missing");
    }
    return otherwise;
  }

  private static boolean isBase(URI url, Value written) {
    if (url.getPath().endsWith(CHAT)) {
      written.wrong("must end before " + CHAT + ", which is added");
      return false;
    }
    return true;
  }

  private Auth auth(Optional<ProviderSettings> same) {
    Optional<String> written = section.find("auth").flatMap(value -> value.oneOf(AUTHS));
    if (written.isPresent()) {
      return written.get().equals("entra") ? Auth.ENTRA : Auth.API_KEY;
    }
    if (section.has("token")) {
      return Auth.ENTRA;
    }
    return section.has("api_key")
        ? Auth.API_KEY
        : same.map(ProviderSettings::auth).orElse(Auth.API_KEY);
  }

  /** A host that is named by its address may want no key; a maker's own always does. */
  private Optional<KeySource> key(Kind kind, Auth auth, Optional<ProviderSettings> same) {
    String member = auth == Auth.ENTRA ? "token" : "api_key";
    Optional<Value> written = section.find(member);
    if (written.isPresent()) {
      return KeyReader.read(written.get());
    }
    Optional<KeySource> otherwise =
        same.filter(each -> each.auth() == auth)
            .map(ProviderSettings::key)
            .filter(key -> !key.isNone());
    boolean needed = kind != Kind.SANDBOX && (auth == Auth.ENTRA || !section.has("base_url"));
    if (otherwise.isEmpty() && needed && !section.has("kind")) {
      return Optional.empty(); // It completes a usual provider that is not up.
    }
    if (otherwise.isEmpty() && needed) {
      section.wrong(
          member + " is missing; write \"${NAME}\", parameter:<name>, secret:<id> or none");
      return Optional.empty();
    }
    return Optional.of(otherwise.orElseGet(KeySource.None::new));
  }

  private Map<String, String> texts(
      String member, BiFunction<String, Value, Optional<String>> read) {
    Map<String, String> texts = new LinkedHashMap<>();
    section
        .section(member)
        .members()
        .forEach((key, value) -> read.apply(key, value).ifPresent(text -> texts.put(key, text)));
    return texts;
  }
}
