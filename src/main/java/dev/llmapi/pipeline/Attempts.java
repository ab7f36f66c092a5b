package dev.llmapi.pipeline;

import dev.llmapi.catalog.Fit;
import dev.llmapi.model.Body;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Target;
import dev.llmapi.model.Trait;
import dev.llmapi.provider.Provider;
import dev.llmapi.provider.ProviderKind;
import dev.llmapi.provider.UpstreamReply;
import dev.llmapi.wire.ChatWire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Steps 7 to 10 of a call: its candidates are tried in order until one answers, or a failure says
 * that no other could, or there is no money for another. Thread-safe.
 */
final class Attempts {

  private static final System.Logger LOG = System.getLogger(Attempts.class.getName());

  private static final Duration LAST_MOMENT = Duration.ofMillis(1);

  private static final int OK = 200;

  private final Gateway.Parts parts;
  private final Gateway.Ambient ambient;
  private final UpstreamErrors errors;
  private final Relay passedOn = new PassedOn(false);
  private final Relay passedOnToOpenRouter = new PassedOn(true);
  private final Relay anthropic;
  private final Relay gemini;

  Attempts(Gateway.Parts parts, Gateway.Ambient ambient) {
    this.parts = parts;
    this.ambient = ambient;
    this.errors = new UpstreamErrors(ambient.clock());
    this.anthropic = new Translated(parts.anthropic());
    this.gemini = new Translated(parts.gemini());
  }

  /**
   * Answers the call. Whatever becomes of it, it is settled.
   *
   * @throws FailureException when nobody answered, and nothing has gone out yet
   * @throws IOException when the client is gone
   */
  void run(Call call, Preferences preferences, ClientStream client) throws IOException {
    if (call.request().stream()) {
      client.onGone(Thread.currentThread()::interrupt);
      parts.keepAlive().watch(client);
    }
    try {
      List<Candidate> plan = call.tab().plan();
      int next = 0;
      while (tryOne(call, plan, next, preferences, client) == Tried.FAILED) {
        next++;
      }
    } finally {
      parts.keepAlive().leave(client);
      call.tab().close(); // After an answer there is nothing left to settle.
    }
  }

  private enum Tried {
    ENDED,
    FAILED
  }

  /**
   * One attempt.
   *
   * @return FAILED when the next candidate is to be tried
   */
  private Tried tryOne(
      Call call, List<Candidate> plan, int index, Preferences preferences, ClientStream client)
      throws IOException {
    Candidate candidate = plan.get(index);
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
      return Tried.ENDED;
    } catch (FailureException e) {
      FailureKind kind = e.failure().kind();
      long millis = (ambient.nanoClock().getAsLong() - start) / 1_000_000;
      call.receipt().failed(candidate, kind, millis, call.tab().failed(kind));
      if (client.isGone()) {
        return Tried.ENDED;
      }
      boolean mayTryNext = kind.retry() != FailureKind.Retry.NEVER && !client.isCommitted();
      if (!mayTryNext || index == plan.size() - 1 || !call.tab().mayPay(plan.get(index + 1))) {
        throw e;
      }
      return Tried.FAILED;
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
    Body body = relay.request(fitted, target);
    boolean stream = call.request().stream();
    call.receipt().start(ambient.nanoClock());
    call.tab().calling(candidate, fitted.output(), ambient.nanoClock());
    try (UpstreamReply reply = provider.chat(upstreamModel, stream, body, timeLeft(call))) {
      if (reply.status() != OK) {
        call.tab().refused();
      }
      if (!stream) {
        errors.requireAnswer(reply, false, relay::readError);
        return relay.answer(call, reply);
      }
      errors.requireAnswer(reply, true, relay::readError);
      return relay.stream(call, reply, client);
    }
  }

  private ChatRequest withImages(ChatRequest fitted, Provider provider, Target target) {
    if (provider.fetchesImageUrls(target.has(Trait.FETCHES_IMAGE_URLS))) {
      return parts.images().handedOn(fitted);
    }
    return provider.kind().format() == ProviderKind.Format.OPENAI
        ? parts.images().fetchedIntoBody(fitted)
        : parts.images().fetched(fitted, relayed(provider)::isOwnFile);
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

  private ChatWire relayed(Provider provider) {
    return provider.kind().format() == ProviderKind.Format.GEMINI
        ? parts.gemini()
        : parts.anthropic();
  }

  private Relay relay(Provider provider) {
    return switch (provider.kind().format()) {
      case OPENAI -> provider.platform().equals("openrouter") ? passedOnToOpenRouter : passedOn;
      case ANTHROPIC -> anthropic;
      case GEMINI -> gemini;
    };
  }
}
