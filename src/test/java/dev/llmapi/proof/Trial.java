package dev.llmapi.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One project with a budget of $5.00: a burst of calls at one time, and then one call after the
 * other until the money is spent. For one use.
 */
final class Trial {

  private static final Duration KILL_POLL = Duration.ofMillis(5);

  /** More single calls than any budget here has room for. */
  private static final int MOST_SINGLE_CALLS = 250;

  private final Place place;
  private final Plan plan;
  private final String model;
  private final String key;
  private final List<Told> burst = new ArrayList<>();
  private final List<Told> single = new ArrayList<>();
  private final AtomicBoolean burstIsOver = new AtomicBoolean();
  private long burstNanoUsd;
  private int delays;
  private Instant burstEnd = Instant.MIN;

  /**
   * What is tried.
   *
   * @param calls how many at one time
   * @param kills whether the doomed gateways are killed half-way
   */
  record Plan(Shape shape, Streaming streaming, int calls, boolean kills) {}

  /** Which calls of a burst are streamed. */
  enum Streaming {
    WHOLE,
    STREAMED,
    MIXED;

    boolean isStreamed(int call) {
      return this == STREAMED || (this == MIXED && call % 2 == 1);
    }
  }

  /** What the provider has charged for. */
  private record Charged(long nanoUsd, long calls, long doomed) {}

  private Trial(Place place, Plan plan, String model, String key) {
    this.place = place;
    this.plan = plan;
    this.model = model;
    this.key = key;
  }

  /**
   * Makes the project and its key, and lets every gateway see them: what is tried is the budget.
   *
   * @param number tells this trial's calls from all others'
   */
  static Trial prepare(Place place, Plan plan, int number)
      throws IOException, InterruptedException {
    Client client = place.client();
    int first = place.gateways().getFirst().port();
    String project =
        client
            .ask(
                first,
                "/admin/projects",
                Place.ADMIN_KEY,
                "{\"name\":\"proof %d\",\"limits\":{\"usd_total\":5}}".formatted(number))
            .path("id")
            .asText();
    String key =
        client
            .ask(
                first,
                "/admin/keys",
                Place.ADMIN_KEY,
                "{\"project\":\"%s\",\"name\":\"proof\"}".formatted(project))
            .path("key")
            .asText();
    String usual = place.releases() ? PricedUpstream.FAIR : "obeys-";
    String model = (plan.shape() == Shape.OVERRUN ? "overrun-" : usual) + number;
    Trial trial = new Trial(place, plan, model, key);
    for (Child gateway : place.gateways()) {
      var _ = client.ask(gateway.port(), "/v1/llmapi/quote", key, trial.body(0));
    }
    return trial;
  }

  /** Only a call of the burst is doomed: after it the gateways live on, and answer. */
  private String body(int call) {
    boolean dies =
        plan.kills() && !burstIsOver.get() && place.doomed().contains(place.gatewayOf(call));
    return plan.shape()
        .body(model, plan.streaming().isStreamed(call), dies ? PricedUpstream.DOOMED : "other");
  }

  private Told call(int call) throws InterruptedException {
    int port = place.gateways().get(place.gatewayOf(call)).port();
    return place.client().chat(port, key, body(call), plan.shape().leastNanoUsd());
  }

  /** All calls at one time; gateways that it killed are started again. */
  void burst() throws IOException, InterruptedException, ExecutionException {
    CountDownLatch start = new CountDownLatch(1);
    var _ = place.client().takeDelays();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Told>> calls = new ArrayList<>();
      for (int i = 0; i < plan.calls(); i++) {
        int call = i;
        calls.add(
            threads.submit(() -> {
              start.await();
              return call(call);
            }));
      }
      Callable<Boolean> killing = this::killHalfWay;
      Future<Boolean> killer = threads.submit(plan.kills() ? killing : () -> false);
      start.countDown();
      for (Future<Told> call : calls) {
        burst.add(call.get());
      }
      burstIsOver.set(true);
      var _ = killer.get();
    }
    burstEnd = Instant.now();
    delays = place.client().takeDelays();
    burstNanoUsd = charged().nanoUsd();
    if (plan.kills()) {
      restart();
    }
  }

  /**
   * Half of what fits under the budget has reached the provider, and the doomed have some of it.
   */
  private boolean killHalfWay() throws IOException, InterruptedException {
    Charged charged = charged();
    while (!burstIsOver.get()
        && (charged.calls() < plan.shape().mostAtOnce() / 2 || charged.doomed() == 0)) {
      Thread.sleep(KILL_POLL);
      charged = charged();
    }
    for (int doomed : place.doomed()) {
      place.gateways().get(doomed).kill();
    }
    return true;
  }

  private void restart() throws IOException, InterruptedException {
    for (int doomed : place.doomed()) {
      place.gateways().get(doomed).restart();
    }
    for (int doomed : place.doomed()) {
      place.awaitReady(place.gateways().get(doomed));
    }
  }

  /** One call after the other until one is refused; of killed calls, when their leases are over. */
  void spendTheRest() throws InterruptedException {
    if (plan.kills()) {
      Duration left = Duration.between(Instant.now(), burstEnd.plus(Place.LEASE).plusSeconds(1));
      Thread.sleep(left.isPositive() ? left : Duration.ZERO);
    }
    Told told = new Told.Answered();
    for (int call = 0; call < MOST_SINGLE_CALLS && told instanceof Told.Answered; call++) {
      told = call(call);
      single.add(told);
    }
    // Every other gateway says the same.
    for (int call = 1; call < place.gateways().size(); call++) {
      single.add(call(single.size()));
    }
  }

  Finding finding() throws IOException, InterruptedException {
    int port = place.gateways().getFirst().port();
    JsonNode usage = place.client().get(port, "/v1/llmapi/usage", key);
    long cost = 0;
    long unsettled = 0;
    for (JsonNode row : usage.path("data")) {
      cost += Money.nano(row.path("cost_usd").asText());
      unsettled += Money.nano(row.path("unsettled_usd").asText());
    }
    return new Finding(
        place.store(),
        place.releases(),
        plan,
        List.copyOf(burst),
        List.copyOf(single),
        delays,
        new Finding.Sums(burstNanoUsd, charged().nanoUsd(), cost, unsettled));
  }

  private Charged charged() throws IOException, InterruptedException {
    JsonNode count = place.client().get(place.upstream().port(), "/count/" + model, "none");
    return new Charged(
        count.path("tokens").asLong() * Money.TOKEN,
        count.path("calls").asLong(),
        count.path("doomed").asLong());
  }
}
