package dev.llmapi.pipeline;

import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Usage;
import dev.llmapi.policy.Caller;
import dev.llmapi.policy.Lease;
import dev.llmapi.policy.Limits;
import dev.llmapi.policy.Quantity;
import dev.llmapi.policy.Spent;
import dev.llmapi.pricing.Bill;
import dev.llmapi.pricing.Estimate;
import dev.llmapi.pricing.OutputCap;
import dev.llmapi.pricing.PriceBook;
import dev.llmapi.store.Ledger;
import dev.llmapi.store.Settlement;
import dev.llmapi.store.StoreUnavailableException;
import dev.llmapi.store.StoredReceipt;
import dev.llmapi.store.UsageRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The money side of one call, from its admission to its settlement, which comes once. One per
 * request; used by one thread.
 */
final class Tab {

  private static final System.Logger LOG = System.getLogger(Tab.class.getName());

  /** A receipt can be looked up for that long. */
  private static final Duration KEPT = Duration.ofDays(90);

  /** Settling again is harmless, and a lease that nobody settles hides money that was spent. */
  private static final int SETTLE_ATTEMPTS = 3;

  /** Of text of which no tokens were reported: a token of English has about four bytes. */
  private static final int BYTES_A_TOKEN = 3;

  private final Ledger ledger;
  private final PriceBook prices;
  private final InstantSource clock;
  private final Caller caller;
  private final Receipt receipt;
  private final String tag;
  private final Map<Candidate, Estimate> estimates;
  private final Lease lease;
  private final Map<String, Long> counters;
  private long producedBytes;
  private boolean settled;

  /** What the meter hands over. */
  record Opening(
      Caller caller,
      Receipt receipt,
      String tag,
      Map<Candidate, Estimate> estimates,
      Lease lease,
      Map<String, Long> counters) {}

  Tab(Ledger ledger, PriceBook prices, InstantSource clock, Opening opening) {
    this.ledger = ledger;
    this.prices = prices;
    this.clock = clock;
    this.caller = opening.caller();
    this.receipt = opening.receipt();
    this.tag = opening.tag();
    this.estimates = new LinkedHashMap<>(opening.estimates());
    this.lease = opening.lease();
    this.counters = Map.copyOf(opening.counters());
  }

  /** The candidates that the call can be paid at, in order. */
  List<Candidate> plan() {
    return List.copyOf(estimates.keySet());
  }

  /** The output limit that the gateway has to send to a candidate; empty where it sends none. */
  Optional<OutputCap> sentCap(Candidate candidate) {
    return estimates.get(candidate) instanceof Estimate.Priced priced
        ? Optional.of(priced.cap()).filter(OutputCap::isSent)
        : Optional.empty();
  }

  /** Counts what went to the client, for a call whose provider reports nothing. */
  void produced(long bytes) {
    producedBytes += bytes;
  }

  /**
   * Settles an answer; the receipt then tells what it cost. Further calls change nothing.
   *
   * @param reported by the provider; absent where it reported nothing
   * @param answered the model that the provider says answered, or empty
   * @param errors 1 if it broke off
   */
  void settle(Candidate candidate, @Nullable Usage reported, String answered, int errors) {
    if (settled) {
      return;
    }
    Usage usage = reported == null ? estimated(candidate) : reported;
    Optional<Bill> bill = bill(candidate, usage, answered);
    long cost = bill.map(Bill::nanoUsd).orElse(0L);
    if (reported == null) {
      cost = Math.min(cost, Math.max(lease.costNanoUsd(), most(candidate)));
    }
    receipt.cost(
        new Cost(
            bill.isPresent() ? cost : null,
            reported == null,
            lease.costNanoUsd() > 0 && cost > lease.costNanoUsd(),
            bill.map(Bill::lines).orElse(List.of()),
            lease.costNanoUsd(),
            sentCap(candidate).orElse(null),
            left(cost)));
    settle(row(candidate, usage, cost, errors), new Spent(cost, usage.totalTokens()));
  }

  /**
   * Settles a call that has ended without an answer: of what was produced an estimate, and nothing
   * where nothing came. After a settlement it changes nothing.
   */
  void settleEnded(@Nullable Candidate last, FailureKind failure) {
    if (settled) {
      return;
    }
    if (last != null && producedBytes > 0) {
      settle(last, null, "", 1);
      return;
    }
    LOG.log(System.Logger.Level.DEBUG, "{0}: not answered: {1}", receipt.id(), failure);
    settle(row(last, Usage.ZERO, 0, 1), Spent.NOTHING);
  }

  private Optional<Bill> bill(Candidate candidate, Usage usage, String answered) {
    return prices
        .findAnswered(Meter.offer(candidate), answered, day())
        .map(card -> Bill.of(card, usage));
  }

  private Usage estimated(Candidate candidate) {
    long output = Math.ceilDiv(producedBytes, BYTES_A_TOKEN);
    if (!(estimates.get(candidate) instanceof Estimate.Priced priced)) {
      return Usage.of(0, output);
    }
    long most = priced.cap().tokens() * Math.max(1, priced.choices());
    return Usage.of(priced.promptTokens(), Math.min(output, most));
  }

  private long most(Candidate candidate) {
    return estimates.get(candidate) instanceof Estimate.Priced priced ? priced.mostNanoUsd() : 0;
  }

  /** What is left of each limit in USD, by its name; the key's with {@code key.} before it. */
  private Map<String, Long> left(long cost) {
    Map<String, Long> left = new LinkedHashMap<>();
    if (counters.isEmpty() || caller.shares() > 1) {
      return left; // One share's counters do not tell what is left in all.
    }
    addLeft(left, "", "", caller.projectLimits(), cost);
    addLeft(left, "key.", caller.keyId() + ".", caller.keyLimits(), cost);
    return left;
  }

  private void addLeft(
      Map<String, Long> left, String name, String prefix, Limits limits, long cost) {
    for (Quantity quantity : Quantity.values()) {
      Long limit = quantity.limitIn(limits);
      if (quantity.isMoney() && limit != null) {
        long used = counters.getOrDefault(prefix + quantity.counter(lease.at()), 0L);
        left.put(name + quantity.limitName(), limit - (used - lease.costNanoUsd() + cost));
      }
    }
  }

  private UsageRow row(@Nullable Candidate candidate, Usage usage, long cost, long errors) {
    return new UsageRow(
        day(),
        caller.projectId(),
        caller.keyId(),
        candidate == null ? "" : candidate.name(),
        candidate == null ? "" : candidate.provider().name(),
        tag,
        1,
        errors,
        usage.promptTokens(),
        usage.cachedTokens(),
        usage.completionTokens(),
        usage.promptImageTokens() + usage.completionImageTokens(),
        cost,
        0);
  }

  private void settle(UsageRow row, Spent spent) {
    settled = true;
    // A client that hung up has interrupted this thread; its call is settled all the same.
    boolean interrupted = Thread.interrupted();
    try {
      settleSurely(row, spent);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void settleSurely(UsageRow row, Spent spent) {
    Instant now = clock.instant();
    StoredReceipt kept =
        new StoredReceipt(
            receipt.id(), caller.projectId(), now, receipt.json().text().text(), now.plus(KEPT));
    for (int attempt = 1; ; attempt++) {
      try {
        ledger.settle(lease, new Settlement(spent, kept, row), now);
        return;
      } catch (StoreUnavailableException e) {
        if (attempt == SETTLE_ATTEMPTS) {
          LOG.log(
              System.Logger.Level.ERROR,
              "%s could not be settled: its reservation comes back as unsettled"
                  .formatted(receipt.id()),
              e);
          return;
        }
      }
    }
  }

  private LocalDate day() {
    return lease.at().atZone(ZoneOffset.UTC).toLocalDate();
  }
}
