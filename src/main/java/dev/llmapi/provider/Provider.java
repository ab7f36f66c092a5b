package dev.llmapi.provider;

import dev.llmapi.model.Body;
import dev.llmapi.provider.Authorization.Scheme;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One provider as it is called: a host, a kind, a key and clocks. It has no format and opens no
 * connection itself. Thread-safe.
 */
public final class Provider {

  private static final int MAX_CACHED_ADDRESSES = 1000;

  private final String name;
  private final ProviderKind kind;
  private final String base;
  private final String query;
  private final Authorization authorization;
  private final Map<String, String> headers;
  private final Deadlines deadlines;
  private final Transport transport;
  private final Quirks quirks;
  private final Map<String, URI> addresses = new ConcurrentHashMap<>();

  /**
   * What is peculiar to one provider, as data.
   *
   * @param platform whose rows of the catalogue hold
   * @param deployments model to deployment, where the two differ (Azure)
   * @param fetchesImageUrls what the owner says of it, against the catalogue
   */
  public record Quirks(
      String platform, Map<String, String> deployments, Optional<Boolean> fetchesImageUrls) {

    public Quirks {
      deployments = Map.copyOf(deployments);
    }

    /** Nothing is peculiar. */
    public static Quirks of(ProviderKind kind) {
      return new Quirks(kind.wireName(), Map.of(), Optional.empty());
    }
  }

  /**
   * A provider.
   *
   * @param name the prefix of its models' names
   * @param base the address that the chat's path is put behind; it may hold {@code {model}}
   *     (Azure's dated API) and a query
   * @param headers sent with each call beside the key
   */
  public Provider(
      String name,
      ProviderKind kind,
      String base,
      Authorization authorization,
      Map<String, String> headers,
      Deadlines deadlines,
      Transport transport,
      Quirks quirks) {
    int question = base.indexOf('?');
    String path = question < 0 ? base : base.substring(0, question);
    this.name = name;
    this.kind = kind;
    this.base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    this.query = question < 0 ? "" : base.substring(question + 1);
    this.authorization = authorization;
    this.headers = Map.copyOf(headers);
    this.deadlines = deadlines;
    this.transport = transport;
    this.quirks = quirks;
  }

  public String name() {
    return name;
  }

  public ProviderKind kind() {
    return kind;
  }

  /** The platform in the catalogue's tables: the kind, but OpenRouter has rows of its own. */
  public String platform() {
    return quirks.platform();
  }

  /** The provider's own name of a model: itself, or Azure's deployment of it. */
  public String upstreamModel(String model) {
    return quirks.deployments().getOrDefault(model, model);
  }

  /** Whether https URLs of images are handed on to be fetched there. */
  public boolean fetchesImageUrls(boolean byCatalogue) {
    return quirks.fetchesImageUrls().orElse(byCatalogue);
  }

  /**
   * Sends a chat and waits for the answer's headers.
   *
   * @param timeLeft what the caller grants, should it be less than the provider's own deadlines
   * @throws dev.llmapi.model.FailureException as {@link Transport#send}
   */
  public UpstreamReply chat(String model, boolean stream, Body body, Optional<Duration> timeLeft) {
    Map<String, String> sent = new HashMap<>(headers);
    sent.put("content-type", "application/json");
    sent.put("accept", stream ? "text/event-stream" : "application/json");
    authorization
        .key()
        .get()
        .ifPresent(key -> {
          Scheme scheme = authorization.scheme();
          if (scheme != Scheme.NONE) {
            sent.put(scheme.header(), scheme.prefix() + key);
          }
        });
    Deadlines clocks = timeLeft.map(deadlines::within).orElse(deadlines);
    return transport.send(new UpstreamCall(address(model, stream), sent, body, clocks));
  }

  /**
   * Opens a connection for a call that may come soon.
   *
   * @throws dev.llmapi.model.FailureException as {@link Transport#connect}
   */
  public void connect(Duration patience) {
    transport.connect(URI.create(base.replace("{model}", "any")), patience);
  }

  private URI address(String model, boolean stream) {
    String key = stream ? "s" + model : "w" + model;
    URI cached = addresses.get(key);
    if (cached != null) {
      return cached;
    }
    if (addresses.size() >= MAX_CACHED_ADDRESSES) {
      addresses.clear();
    }
    URI made = URI.create(template(stream).replace("{model}", encoded(model)));
    addresses.put(key, made);
    return made;
  }

  private String template(boolean stream) {
    String path = base + kind.chatPath(stream);
    if (query.isEmpty()) {
      return path;
    }
    return path + (path.contains("?") ? "&" : "?") + query;
  }

  /**
   * A model's name must not choose the path: all but letters, digits and -._ is percent-encoded.
   */
  private static String encoded(String model) {
    String encoded =
        URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    return encoded.equals("..") || encoded.equals(".") ? encoded.replace(".", "%2E") : encoded;
  }

  @Override
  public String toString() {
    return "Provider[" + name + ", " + kind + "]";
  }
}
