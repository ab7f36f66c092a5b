package dev.llmapi.golden;

import dev.llmapi.catalog.Fitting;
import dev.llmapi.catalog.Models;
import dev.llmapi.catalog.Traits;
import dev.llmapi.media.AddressGuard;
import dev.llmapi.media.HostGuard;
import dev.llmapi.media.ImageFetch;
import dev.llmapi.media.ImageHeader;
import dev.llmapi.media.ImageLimits;
import dev.llmapi.media.UrlGuard;
import dev.llmapi.model.Slice;
import dev.llmapi.pipeline.Callers;
import dev.llmapi.pipeline.Gateway;
import dev.llmapi.pipeline.Ids;
import dev.llmapi.pipeline.ImageIntake;
import dev.llmapi.pipeline.KeepAlive;
import dev.llmapi.pipeline.Meter;
import dev.llmapi.pipeline.Planner;
import dev.llmapi.policy.ApiKeys;
import dev.llmapi.pricing.Estimator;
import dev.llmapi.pricing.ImageSizes;
import dev.llmapi.pricing.OutputDefaults;
import dev.llmapi.pricing.PriceBook;
import dev.llmapi.provider.Transport;
import dev.llmapi.provider.UpstreamCall;
import dev.llmapi.provider.UpstreamReply;
import dev.llmapi.store.MemoryAccounts;
import dev.llmapi.store.MemoryLedger;
import dev.llmapi.wire.anthropic.AnthropicWire;
import dev.llmapi.wire.gemini.GeminiWire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The whole pipeline in front of one provider that is not there. Ids, time and chance stand still.
 * For one request.
 */
final class GoldenGateway {
  /** The name that every golden request asks for; it stands for the target's model. */
  static final String ALIAS = "smart";

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  /** What every fetched image is, as base64. */
  static final String FETCHED_BASE64 =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mNg+M8AAAICAQB7CYF4AAAAAElFTkSuQmCC";

  private static final byte[] FETCHED_PNG = Base64.getDecoder().decode(FETCHED_BASE64);

  private final Gateway gateway;
  private @Nullable UpstreamCall sent;

  /** A gateway whose provider answers every call with what {@code reply} makes of it. */
  GoldenGateway(GoldenTarget target, String model, Function<UpstreamCall, UpstreamReply> reply) {
    Transport transport =
        call -> {
          sent = call;
          return reply.apply(call);
        };
    AtomicInteger calls = new AtomicInteger();
    gateway =
        new Gateway(
            new Gateway.Parts(
                new Callers(
                    new ApiKeys(() -> Optional.of("client-key")), new MemoryAccounts(), () -> NOW),
                new Meter(
                    new MemoryLedger(),
                    Shared.ESTIMATOR,
                    Shared.PRICES,
                    ImageSizes.UNKNOWN,
                    () -> NOW),
                new Planner(
                    Map.of(target.fileName(), target.provider(transport)),
                    Map.of(ALIAS, List.of(target.fileName() + "/" + model)),
                    name -> List.of()),
                images(),
                Shared.FITTING,
                Shared.TRAITS,
                new AnthropicWire(),
                new GeminiWire(() -> "call_" + calls.incrementAndGet()),
                new KeepAlive(Duration.ofDays(1), () -> 0)),
            new Gateway.Ambient(() -> NOW, () -> 0, new Ids(() -> 0)));
  }

  /** The catalogue's tables, read once. */
  private static final class Shared {
    static final Models MODELS = new Models();
    static final PriceBook PRICES = new PriceBook(List.of(), MODELS);
    static final Estimator ESTIMATOR = new Estimator(PRICES, MODELS, OutputDefaults.USUAL);
    static final Fitting FITTING = new Fitting();
    static final Traits TRAITS = new Traits();
  }

  RecordedExchange chat(Slice request) {
    RecordedExchange exchange = new RecordedExchange(request.bytes());
    try {
      gateway.chat(exchange);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return exchange;
  }

  /** What the provider was sent; empty when the request never got there. */
  Optional<UpstreamCall> sent() {
    return Optional.ofNullable(sent);
  }

  private static ImageIntake images() {
    InetAddress address = InetAddress.ofLiteral("93.184.216.34");
    return new ImageIntake(
        10,
        ImageLimits.DEFAULT,
        UrlGuard.httpsOnly(),
        new HostGuard(name -> List.of(address), AddressGuard.publicOnly()),
        url ->
            new ImageFetch.Fetched(
                FETCHED_PNG.clone(),
                (ImageHeader) ImageHeader.read(FETCHED_PNG, 0, FETCHED_PNG.length)));
  }
}
