package dev.llmapi.pipeline;

import dev.llmapi.catalog.Fitting;
import dev.llmapi.catalog.Traits;
import dev.llmapi.door.HttpExchange;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.Slice;
import dev.llmapi.policy.Caller;
import dev.llmapi.wire.ChatWire;
import dev.llmapi.wire.openai.ChatRequestReader;
import dev.llmapi.wire.openai.ErrorWriter;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One chat completion, told in the order of time; ARCHITECTURE.md repeats the numbers. Thread-safe.
 */
public final class Gateway {

  private static final System.Logger LOG = System.getLogger(Gateway.class.getName());

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
  private final Attempts attempts;

  public Gateway(Parts parts, Ambient ambient) {
    this.parts = parts;
    this.ambient = ambient;
    this.attempts = new Attempts(parts, ambient);
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
      attempts.run(call, preferences, client); // 7. Attempt, 8. Answer, 9. Settle, 10. Record
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

  private ChatRequest read(HttpExchange exchange) {
    return parts
        .images()
        .checked(ChatRequestReader.read(new Slice(exchange.body(), 0, exchange.bodyLength())));
  }

  /** The last step where nothing was answered: the failure, in the client's own format. */
  private void tell(HttpExchange exchange, Receipt receipt, ClientStream client, Failure failure)
      throws IOException {
    byte[] error = ErrorWriter.write(failure);
    if (!client.leaveUnopened()) {
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
