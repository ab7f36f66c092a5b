package dev.llmapi.app;

import dev.llmapi.app.admin.Admin;
import dev.llmapi.app.config.KeySource;
import dev.llmapi.app.config.Settings;
import dev.llmapi.aws.SecretReader;
import dev.llmapi.catalog.Fitting;
import dev.llmapi.catalog.LifeCycles;
import dev.llmapi.catalog.ModelCard;
import dev.llmapi.catalog.Models;
import dev.llmapi.catalog.Traits;
import dev.llmapi.door.HttpHandler;
import dev.llmapi.http.ApacheTransport;
import dev.llmapi.model.FailureException;
import dev.llmapi.pipeline.Callers;
import dev.llmapi.pipeline.Gateway;
import dev.llmapi.pipeline.Idempotent;
import dev.llmapi.pipeline.Ids;
import dev.llmapi.pipeline.KeepAlive;
import dev.llmapi.pipeline.Meter;
import dev.llmapi.pipeline.Planner;
import dev.llmapi.pipeline.WrongKeys;
import dev.llmapi.policy.ApiKeys;
import dev.llmapi.pricing.Estimator;
import dev.llmapi.pricing.PriceBook;
import dev.llmapi.provider.Provider;
import dev.llmapi.provider.sandbox.Sandbox;
import dev.llmapi.provider.sandbox.SandboxSettings;
import dev.llmapi.provider.sandbox.SandboxTransport;
import dev.llmapi.provider.sandbox.Sleeper;
import dev.llmapi.provider.sandbox.picture.Tesseract;
import dev.llmapi.wire.anthropic.AnthropicWire;
import dev.llmapi.wire.gemini.GeminiWire;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The composition root: everything is made here, once, by plain constructors; all doors share it.
 * Clock and chance come from here.
 */
public final class Composition implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Composition.class.getName());

  /** Each costs a handshake's work, and of many hosts a copy will call few. */
  private static final int MOST_GREETED = 6;

  private final Settings settings;
  private final ApacheTransport network;
  private final SecretReader secrets;
  private final Keys keys;
  private final Supplier<Optional<String>> apiKey;
  private final Map<String, Provider> providers;
  private final Models models = new Models();
  private final Fitting fitting = new Fitting();
  private final Traits traits = new Traits();
  private final HttpHandler handler;
  private final Thread keepAliveThread;
  private final Stores stores;

  /**
   * The keys that were made where none are configured.
   *
   * @param api what clients show; empty lets nobody in
   * @param admin what administration asks for; empty turns it off
   */
  public record MadeKeys(Supplier<Optional<String>> api, Supplier<Optional<String>> admin) {
    public static final MadeKeys NONE = new MadeKeys(Optional::empty, Optional::empty);
  }

  private Composition(
      Settings settings, Map<String, String> environment, MadeKeys made, Stores stores) {
    this.stores = stores;
    this.settings = settings;
    settings.warnings().forEach(each -> LOG.log(System.Logger.Level.WARNING, each));
    Clock clock = Clock.systemUTC();
    Ids ids = new Ids(new SecureRandom());
    secrets = SecretReader.ofEnvironment(clock);
    network = new ApacheTransport(Version.TEXT);
    keys = new Keys(secrets);
    providers =
        new Providers(keys, network, new SandboxTransport(sandbox(environment, clock)))
            .of(settings.providers());
    LifeCycles lifeCycles = new LifeCycles(models);
    LivingModels living = new LivingModels(settings.providers(), lifeCycles, clock);
    Planner planner =
        new Planner(
            providers, settings.aliases(), new Makers(providers, models, lifeCycles), living);
    KeepAlive keepAlive = new KeepAlive(settings.server().keepAliveComment(), System::nanoTime);
    apiKey = key(settings.access().apiKey(), made.api());
    Callers callers = new Callers(new ApiKeys(apiKey), stores.accounts(), clock);
    PriceBook prices = new PriceBook(settings.prices(), models);
    Meter meter =
        new Meter(
            stores.ledger(),
            new Estimator(prices, models, settings.outputDefaults()),
            prices,
            Images::sizeOf,
            clock);
    Gateway gateway =
        new Gateway(
            new Gateway.Parts(
                callers,
                meter,
                planner,
                Images.intake(settings.images()),
                fitting,
                traits,
                new AnthropicWire(),
                new GeminiWire(() -> ids.next("call_")),
                keepAlive),
            new Gateway.Ambient(clock, System::nanoTime, ids));
    Admin admin = new Admin(stores.accounts(), stores.ledger(), callers, clock, new SecureRandom());
    handler =
        new Router(
            gateway,
            new ModelList(providers, settings.aliases(), models, planner, prices, living),
            new AdminRoutes(
                admin,
                new ApiKeys(key(settings.access().adminKey(), made.admin())),
                new WrongKeys(clock)),
            new Accounting(stores.ledger(), meter, planner, clock),
            new Idempotent(stores.idempotency(), gateway, settings.store().terms().length(), clock),
            ids);
    keepAliveThread = schedule(keepAlive);
  }

  /**
   * Makes the gateway.
   *
   * @param stores are closed with it
   */
  public static Composition of(
      Settings settings, Map<String, String> environment, MadeKeys made, Stores stores) {
    return new Composition(settings, environment, made, stores);
  }

  private Supplier<Optional<String>> key(KeySource source, Supplier<Optional<String>> made) {
    return source.isNone() ? made : keys.supplier(source);
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
    // Beside the trust store, which takes as long.
    CompletableFuture<Void> vocabulary = CompletableFuture.runAsync(Estimator::prime);
    network.prime();
    keys.prime();
    vocabulary.join();
  }

  /**
   * After a restored snapshot: forgets what belonged to the process that was frozen, connects anew
   * to the stores and the providers and reads the API key, for who will need them in a moment;
   * waits a second at most.
   */
  public void afterRestore() {
    network.dropConnections();
    secrets.forget();
    List<Runnable> greetings = new ArrayList<>(stores.greetings());
    // The one secret that every request asks for; the providers' are read by who is sent there.
    greetings.add(() -> {
      var _ = apiKey.get();
    });
    providers.values().stream()
        .limit(MOST_GREETED)
        .forEach(provider -> greetings.add(() -> greet(provider)));
    Greetings.run(greetings);
  }

  private static void greet(Provider provider) {
    try {
      provider.connect(Greetings.PATIENCE);
    } catch (FailureException e) {
      LOG.log(System.Logger.Level.DEBUG, "a provider has not answered a greeting", e);
    }
  }

  /** Ends its threads and its connections. */
  @Override
  public void close() {
    keepAliveThread.interrupt();
    network.close();
    stores.closing().run();
  }

  private Sandbox sandbox(Map<String, String> environment, Clock clock) {
    return new Sandbox(
        SandboxSettings.defaults()
            .withPace(settings.sandbox().firstToken(), settings.sandbox().tokensPerSecond())
            .withTesseract(Tesseract.find(environment.getOrDefault("PATH", ""))),
        clock,
        Sleeper.THREAD);
  }

  private static Thread schedule(KeepAlive keepAlive) {
    return Thread.ofPlatform()
        .daemon()
        .name("llmapi-keep-alive")
        .start(() -> {
          while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(keepAlive.interval().toNanos());
            try {
              keepAlive.tick();
            } catch (OutOfMemoryError _) {
              // Told by the call that has filled the heap; the next round will do.
            }
          }
        });
  }
}
