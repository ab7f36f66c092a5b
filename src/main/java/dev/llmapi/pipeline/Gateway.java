package dev.llmapi.pipeline;

import dev.llmapi.catalog.Fit;
import dev.llmapi.catalog.Fitting;
import dev.llmapi.catalog.Traits;
import dev.llmapi.door.HttpExchange;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Target;
import dev.llmapi.model.Trait;
import dev.llmapi.policy.Caller;
import dev.llmapi.provider.Provider;
import dev.llmapi.provider.ProviderKind;
import dev.llmapi.provider.UpstreamReply;
import dev.llmapi.wire.ChatWire;
import dev.llmapi.wire.openai.ChatRequestReader;
import dev.llmapi.wire.openai.ErrorWriter;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One chat completion, told in the order of time; ARCHITECTURE.md repeats the numbers. Thread-safe.
 */
public final class Gateway {

  private static final System.Logger LOG = System.getLogger(Gateway.class.getName());

  private static final Duration LAST_MOMENT = Duration.ofMillis(1);

  /**
   * What the gateway is made of.
   *
   * @param anthropic the wire of Anthropic's format; OpenAI's is passed on
   * @param gemini the wire of Gemini's format
   */
  public record Parts(
      Callers callers,
      Meter meter,
      Planner planner,
      ImageIntake images,
      Fitting fitting,
      Traits traits,
      ChatWire anthropic,
      ChatWire gemini,
      KeepAlive keepAlive) {}

  /** Time and chance, handed in. */
  public record Ambient(InstantSource clock, LongSupplier nanoClock, Ids ids) {}

  private final Parts parts;
  private final Ambient ambient;
  private final UpstreamErrors errors;
  private final Relay passedOn = new PassedOn(false);
  private final Relay passedOnToOpenRouter = new PassedOn(true);
  private final Relay anthropic;
  private final Relay gemini;

  public Gateway(Parts parts, Ambient ambient) {
    this.parts = parts;
    this.ambient = ambient;
    this.errors = new UpstreamErrors(ambient.clock());
    this.anthropic = new Translated(parts.anthropic());
    this.gemini = new Translated(parts.gemini());
  }

  /**
   * Answers {@code POST /v1/chat/completions}; step 1, the route, lies behind us.
   *
   * @throws IOException when the client is gone
   */
  public void chat(HttpExchange exchange) throws IOException {
    Receipt receipt = new Receipt(ambient.ids().next("req_"));
    ClientStream client = new ClientStream(exchange, receipt::headers, ambient.nanoClock());
    try {
      Caller caller = requireCaller(exchange); // 2. Authenticate
      ChatRequest request = read(exchange); // 3. Read
      Preferences preferences = Preferences.of(request.members());
      List<Candidate> plan = parts.planner().plan(request.model(), preferences); // 4. Plan
      Tab tab = parts.meter().open(caller, receipt, request, plan, ceiling(exchange)); // 5. 6.
      Call call =
          new Call(
              exchange,
              request,
              receipt,
              tab,
              ambient.ids().next("chatcmpl-"),
              ambient.clock().instant().getEpochSecond());
      attemptAll(call, preferences, client); // 7. Attempt, 8. Answer, 9. Settle, 10. Record
    } catch (FailureException e) {
      tell(exchange, receipt, client, e.failure());
    } catch (ClientGoneException e) {
      LOG.log(System.Logger.Level.DEBUG, "the client hung up");
    }
  }

  /**
   * Lets in only who shows a key.
   *
   * @throws FailureException as {@link Callers#require}
   */
  public Caller requireCaller(HttpExchange exchange) {
    return parts.callers().require(exchange.header("authorization"), exchange.header("api-key"));
  }

  private static Optional<String> ceiling(HttpExchange exchange) {
    return Optional.ofNullable(exchange.header("x-llmapi-max-cost-usd"));
  }

  /** Whatever becomes of the call, its reservation is settled. */
  private void attemptAll(Call call, Preferences preferences, ClientStream client)
      throws IOException {
    FailureKind ended = FailureKind.UPSTREAM_BROKEN;
    try {
      attempt(call, call.tab().plan(), preferences, client);
    } catch (FailureException e) {
      ended = e.failure().kind();
      throw e;
    } finally {
      // After an answer there is nothing left to settle.
      call.tab().settleEnded(call.receipt().candidate(), ended);
    }
  }

  private ChatRequest read(HttpExchange exchange) {
    return parts
        .images()
        .checked(ChatRequestReader.read(new Slice(exchange.body(), 0, exchange.bodyLength())));
  }

  /** Tries the candidates in order until one answers, or a failure says that no other could. */
  private void attempt(
      Call call, List<Candidate> plan, Preferences preferences, ClientStream client)
      throws IOException {
    for (int i = 0; i < plan.size(); i++) {
      Candidate candidate = plan.get(i);
      long start = ambient.nanoClock().getAsLong();
      try {
        Outcome outcome = attempt(call, candidate, preferences, client);
        if (outcome instanceof Outcome.BrokenOff(Failure failure) && !client.isGone()) {
          LOG.log(
              System.Logger.Level.WARNING,
              "{0}: {1} broke off in mid-answer: {2}",
              call.receipt().id(),
              candidate.name(),
              failure.kind());
        }
        return;
      } catch (FailureException e) {
        long millis = (ambient.nanoClock().getAsLong() - start) / 1_000_000;
        call.receipt().attempted(candidate, e.failure().kind(), millis);
        if (client.isGone()) {
          return;
        }
        boolean mayTryNext =
            e.failure().kind().retry() != FailureKind.Retry.NEVER && !client.isCommitted();
        if (!mayTryNext || i == plan.size() - 1) {
          throw e;
        }
      }
    }
  }

  private Outcome attempt(
      Call call, Candidate candidate, Preferences preferences, ClientStream client)
      throws IOException {
    Provider provider = candidate.provider();
    String upstreamModel = provider.upstreamModel(candidate.model());
    ChatRequest fitted = limited(call, candidate, fit(call, candidate, preferences));
    Target target = parts.traits().target(provider.platform(), upstreamModel);
    fitted = withImages(fitted, provider, target);
    Relay relay = relay(provider);
    boolean stream = call.request().stream();
    call.receipt().start(ambient.nanoClock());
    try (UpstreamReply reply =
        provider.chat(upstreamModel, stream, relay.request(fitted, target), timeLeft(call))) {
      if (!stream) {
        errors.requireAnswer(reply, false, relay::readError);
        return relay.answer(call, reply);
      }
      client.onGone(reply::close);
      parts.keepAlive().watch(client);
      try {
        errors.requireAnswer(reply, true, relay::readError);
        return relay.stream(call, reply, client);
      } finally {
        parts.keepAlive().leave(client);
      }
    }
  }

  private ChatRequest withImages(ChatRequest fitted, Provider provider, Target target) {
    if (provider.fetchesImageUrls(target.has(Trait.FETCHES_IMAGE_URLS))) {
      return parts.images().handedOn(fitted);
    }
    return provider.kind().format() == ProviderKind.Format.OPENAI
        ? parts.images().fetchedIntoBody(fitted)
        : parts.images().fetched(fitted);
  }

  /** What the door still grants to this call; its later attempts get less. */
  private Optional<Duration> timeLeft(Call call) {
    return call.exchange()
        .deadline()
        .map(end -> Duration.between(ambient.clock().instant(), end))
        .map(left -> left.isPositive() ? left : LAST_MOMENT);
  }

  private ChatRequest fit(Call call, Candidate candidate, Preferences preferences) {
    Fit fit =
        parts
            .fitting()
            .fit(
                call.request(),
                candidate.provider().platform(),
                candidate.model(),
                preferences.requireParameters());
    return switch (fit) {
      case Fit.Unfit(Failure failure) -> throw new FailureException(failure);
      case Fit.Fitted(ChatRequest request, List<String> dropped) -> {
        List<String> notHonoured = new ArrayList<>(dropped);
        if (!candidate.provider().platform().equals("openrouter")) { // it is passed them
          notHonoured.addAll(preferences.unmet());
        }
        call.receipt().trying(candidate, notHonoured);
        yield request;
      }
    };
  }

  /** With the output limit that the call's budget asks for, where the client named none. */
  private static ChatRequest limited(Call call, Candidate candidate, ChatRequest request) {
    return call.tab()
        .sentCap(candidate)
        .map(cap -> request.withSampling(request.sampling().withMaxOutputTokens(cap.tokens())))
        .orElse(request);
  }

  private Relay relay(Provider provider) {
    return switch (provider.kind().format()) {
      case OPENAI -> provider.platform().equals("openrouter") ? passedOnToOpenRouter : passedOn;
      case ANTHROPIC -> anthropic;
      case GEMINI -> gemini;
    };
  }

  /** The last step where nothing was answered: the failure, in the client's own format. */
  private void tell(HttpExchange exchange, Receipt receipt, ClientStream client, Failure failure)
      throws IOException {
    byte[] error = ErrorWriter.write(failure);
    if (client.isOpen()) {
      client.fail(error);
      return;
    }
    Map<String, String> headers = receipt.headers();
    headers.put("content-type", "application/json");
    if (failure.retryAfter() != null) {
      long millis = failure.retryAfter().toMillis();
      headers.put("retry-after", Long.toString((millis + 999) / 1000));
      headers.put("retry-after-ms", Long.toString(millis));
    }
    exchange.respond(failure.kind().status(), headers, error, 0, error.length);
  }
}
