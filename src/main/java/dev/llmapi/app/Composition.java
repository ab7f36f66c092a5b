package dev.llmapi.app;

import dev.llmapi.app.config.ImageSettings;
import dev.llmapi.app.config.Settings;
import dev.llmapi.aws.SecretReader;
import dev.llmapi.catalog.Fitting;
import dev.llmapi.catalog.ModelCard;
import dev.llmapi.catalog.Models;
import dev.llmapi.catalog.Traits;
import dev.llmapi.door.HttpHandler;
import dev.llmapi.http.ApacheTransport;
import dev.llmapi.http.GuardedImageFetch;
import dev.llmapi.media.AddressGuard;
import dev.llmapi.media.AddressResolver;
import dev.llmapi.media.FetchLimits;
import dev.llmapi.media.HostGuard;
import dev.llmapi.media.ImageLimits;
import dev.llmapi.media.UrlGuard;
import dev.llmapi.pipeline.Gateway;
import dev.llmapi.pipeline.Ids;
import dev.llmapi.pipeline.ImageIntake;
import dev.llmapi.pipeline.KeepAlive;
import dev.llmapi.pipeline.Planner;
import dev.llmapi.policy.ApiKeys;
import dev.llmapi.provider.Provider;
import dev.llmapi.provider.sandbox.Sandbox;
import dev.llmapi.provider.sandbox.SandboxSettings;
import dev.llmapi.provider.sandbox.SandboxTransport;
import dev.llmapi.provider.sandbox.Sleeper;
import dev.llmapi.provider.sandbox.picture.Tesseract;
import dev.llmapi.wire.anthropic.AnthropicWire;
import dev.llmapi.wire.gemini.GeminiWire;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * The composition root: everything is made here, once, by plain constructors; all doors share it.
 * Clock and chance come from here.
 */
public final class Composition implements AutoCloseable {

  /** How long a chat waits for DNS to say that a URL it hands on leads to a private address. */
  private static final Duration HANDED_ON_PATIENCE = Duration.ofMillis(500);

  private final Settings settings;
  private final ApacheTransport network;
  private final SecretReader secrets;
  private final Keys keys;
  private final Map<String, Provider> providers;
  private final Models models = new Models();
  private final Fitting fitting = new Fitting();
  private final Traits traits = new Traits();
  private final HttpHandler handler;
  private final Thread keepAliveThread;

  private Composition(
      Settings settings, Map<String, String> environment, Supplier<Optional<String>> madeKey) {
    this.settings = settings;
    Clock clock = Clock.systemUTC();
    Ids ids = new Ids(new SecureRandom());
    secrets = SecretReader.ofEnvironment(clock);
    network = new ApacheTransport(Version.TEXT);
    keys = new Keys(secrets);
    providers =
        new Providers(keys, network, new SandboxTransport(sandbox(environment, clock)))
            .of(settings.providers());
    Planner planner = new Planner(providers, settings.aliases(), new Makers(providers, models));
    KeepAlive keepAlive = new KeepAlive(settings.server().keepAliveComment(), System::nanoTime);
    Supplier<Optional<String>> apiKey =
        settings.access().apiKey().isNone() ? madeKey : keys.supplier(settings.access().apiKey());
    Gateway gateway =
        new Gateway(
            new Gateway.Parts(
                new ApiKeys(apiKey),
                planner,
                images(settings.images()),
                fitting,
                traits,
                new AnthropicWire(),
                new GeminiWire(() -> ids.next("call_")),
                keepAlive),
            new Gateway.Ambient(clock, System::nanoTime, ids));
    handler =
        new Router(gateway, new ModelList(providers, settings.aliases(), models, planner), ids);
    keepAliveThread = schedule(keepAlive);
  }

  /**
   * Makes the gateway.
   *
   * @param madeKey the API key to be shown where none is configured; empty lets nobody in
   */
  public static Composition of(
      Settings settings, Map<String, String> environment, Supplier<Optional<String>> madeKey) {
    return new Composition(settings, environment, madeKey);
  }

  public Settings settings() {
    return settings;
  }

  /** Answers every request, whatever door it came through. */
  public HttpHandler handler() {
    return handler;
  }

  /** Does before a snapshot what would cost time after it; calls nobody. */
  public void prime() {
    for (Provider provider : providers.values()) {
      for (ModelCard card : models.of(provider.platform())) {
        fitting.prime(provider.platform(), card.id());
        traits.target(provider.platform(), card.id());
      }
    }
    network.prime();
    keys.prime();
  }

  /** After a restored snapshot: forgets what belonged to the process that was frozen. */
  public void afterRestore() {
    network.dropConnections();
    secrets.forget();
  }

  /** Ends its threads and its connections. */
  @Override
  public void close() {
    keepAliveThread.interrupt();
    network.close();
  }

  private Sandbox sandbox(Map<String, String> environment, Clock clock) {
    return new Sandbox(
        SandboxSettings.defaults()
            .withPace(settings.sandbox().firstToken(), settings.sandbox().tokensPerSecond())
            .withTesseract(Tesseract.find(environment.getOrDefault("PATH", ""))),
        clock,
        Sleeper.THREAD);
  }

  private static ImageIntake images(ImageSettings settings) {
    ImageLimits limits = new ImageLimits(settings.maxBytes(), settings.maxEdgePixels());
    UrlGuard urls = new UrlGuard(settings.allowHttp(), AddressGuard.publicOnly());
    FetchLimits usual = FetchLimits.DEFAULT;
    FetchLimits fetch =
        new FetchLimits(usual.maxRedirects(), usual.connect(), usual.total(), limits);
    return new ImageIntake(
        settings.maxCount(),
        limits,
        urls,
        hosts(HANDED_ON_PATIENCE),
        new LazyFetch(urls, hosts(fetch.total()), fetch));
  }

  private static HostGuard hosts(Duration patience) {
    return new HostGuard(AddressResolver.system(patience), AddressGuard.publicOnly());
  }

  /** Makes the fetch at its first use: its trust store takes time that few starts need. */
  private static final class LazyFetch implements dev.llmapi.media.ImageSource {
    private final Supplier<GuardedImageFetch> maker;
    private volatile List<GuardedImageFetch> made = List.of();

    LazyFetch(UrlGuard urls, HostGuard hosts, FetchLimits limits) {
      maker = () -> new GuardedImageFetch(urls, hosts, limits, defaultTls());
    }

    @Override
    public dev.llmapi.media.ImageFetch fetch(String url) {
      if (made.isEmpty()) {
        made = List.of(maker.get());
      }
      return made.getFirst().fetch(url);
    }

    private static SSLContext defaultTls() {
      try {
        return SSLContext.getDefault();
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has TLS", e);
      }
    }
  }

  private static Thread schedule(KeepAlive keepAlive) {
    return Thread.ofPlatform()
        .daemon()
        .name("llmapi-keep-alive")
        .start(() -> {
          while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(keepAlive.interval().toNanos());
            keepAlive.tick();
          }
        });
  }
}
