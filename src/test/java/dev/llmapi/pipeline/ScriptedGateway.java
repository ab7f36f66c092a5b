package dev.llmapi.pipeline;

import dev.llmapi.catalog.Fitting;
import dev.llmapi.catalog.Models;
import dev.llmapi.catalog.Traits;
import dev.llmapi.media.AddressGuard;
import dev.llmapi.media.HostGuard;
import dev.llmapi.media.ImageLimits;
import dev.llmapi.media.UrlGuard;
import dev.llmapi.policy.ApiKeys;
import dev.llmapi.pricing.Estimator;
import dev.llmapi.pricing.ImageSizes;
import dev.llmapi.pricing.OutputDefaults;
import dev.llmapi.pricing.PriceBook;
import dev.llmapi.pricing.PriceOverride;
import dev.llmapi.pricing.Unit;
import dev.llmapi.provider.Authorization;
import dev.llmapi.provider.Deadlines;
import dev.llmapi.provider.Provider;
import dev.llmapi.provider.ProviderKind;
import dev.llmapi.store.MemoryAccounts;
import dev.llmapi.store.MemoryLedger;
import dev.llmapi.store.UsageRow;
import dev.llmapi.testing.TestGateway;
import dev.llmapi.wire.anthropic.AnthropicWire;
import dev.llmapi.wire.gemini.GeminiWire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The whole pipeline in front of a {@link ScriptedUpstream}, which is a host of each kind. A token
 * of the output costs $0.001, and nothing else costs anything. For one call.
 */
final class ScriptedGateway {

  /** In nano-dollars. */
  static final long TOKEN = 1_000_000L;

  private static final Models MODELS = new Models();
  private static final PriceBook PRICES =
      new PriceBook(
          List.of(new PriceOverride("*", Map.of(Unit.INPUT, 0L, Unit.OUTPUT, TOKEN * 1_000_000))),
          MODELS);
  private static final Estimator ESTIMATOR = new Estimator(PRICES, MODELS, OutputDefaults.USUAL);
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final MemoryLedger ledger = new MemoryLedger();

  ScriptedUpstream upstream() {
    return upstream;
  }

  /** What was counted. */
  UsageRow counted() {
    return ledger.usage(Optional.empty(), LocalDate.MIN, LocalDate.MAX).stream()
        .reduce(UsageRow::plus)
        .orElseThrow();
  }

  /** Asks, and waits for the end. */
  void chat(Client client) {
    try {
      gateway().chat(client);
    } catch (IOException e) {
      if (!client.isClientGone()) {
        throw new AssertionError(e);
      }
    }
  }

  private Gateway gateway() {
    return new Gateway(
        new Gateway.Parts(
            new Callers(
                new ApiKeys(() -> Optional.of("client-key")), new MemoryAccounts(), () -> NOW),
            new Meter(ledger, ESTIMATOR, PRICES, ImageSizes.UNKNOWN, () -> NOW),
            new Planner(
                Map.of(
                    "openai", provider(ProviderKind.OPENAI),
                    "wall", provider("wall", ProviderKind.COMPATIBLE, "compatible"),
                    "openrouter", provider("openrouter", ProviderKind.COMPATIBLE, "openrouter"),
                    "anthropic", provider(ProviderKind.ANTHROPIC),
                    "gemini", provider(ProviderKind.GEMINI)),
                Map.of(),
                name -> List.of()),
            new ImageIntake(
                10,
                ImageLimits.DEFAULT,
                UrlGuard.httpsOnly(),
                new HostGuard(name -> List.of(), AddressGuard.publicOnly()),
                url -> {
                  throw new AssertionError(url);
                }),
            new Fitting(),
            new Traits(),
            new AnthropicWire(),
            new GeminiWire(() -> "call_1"),
            new KeepAlive(Duration.ofDays(1), upstream::nanoTime)),
        new Gateway.Ambient(() -> NOW, upstream::nanoTime, new Ids(() -> 0)));
  }

  private Provider provider(ProviderKind kind) {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return provider(name, kind, name);
  }

  private Provider provider(String name, ProviderKind kind, String platform) {
    return new Provider(
        name,
        kind,
        "http://upstream.invalid/v1",
        new Authorization(kind.scheme(), () -> Optional.of("provider-key")),
        Map.of(),
        Deadlines.DEFAULT,
        upstream,
        new Provider.Quirks(platform, Map.of(), Optional.empty()));
  }

  /** A client that asks one short question. */
  static final class Client extends RecordingExchange {

    private final byte[] body;

    /**
     * A client.
     *
     * @param more members, a comma before them
     */
    Client(String model, boolean stream, String more) {
      body = TestGateway.question(model, stream, more).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable String header(String name) {
      return name.equalsIgnoreCase("authorization") ? "Bearer client-key" : null;
    }

    @Override
    public byte[] body() {
      return body.clone();
    }

    @Override
    public int bodyLength() {
      return body.length;
    }
  }
}
