package dev.llmapi.store;

import dev.llmapi.policy.Caller;
import dev.llmapi.policy.Demand;
import dev.llmapi.policy.KeyFormat;
import dev.llmapi.policy.Lease;
import dev.llmapi.policy.Limits;
import dev.llmapi.policy.Quantity;
import dev.llmapi.policy.Spent;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A project of a test's own, so that tests can share a store, and what is asked of the ledger. */
public record TestProject(String id, Limits limits, int shares, String keyId, Limits keyLimits) {

  /** Noon of a day to come, half a minute into a minute. */
  public static final Instant NOON = Instant.parse("2030-05-15T12:00:30Z");

  public static final long TOKENS = 100;

  public static TestProject with(Limits limits) {
    return new TestProject(newId(), limits, 1, "key1", Limits.NONE);
  }

  public static String newId() {
    return KeyFormat.newId(new SecureRandom());
  }

  public TestProject withKey(Limits limitsOfKey) {
    return new TestProject(id, limits, shares, keyId, limitsOfKey);
  }

  public TestProject withLimits(Limits others) {
    return new TestProject(id, others, shares, keyId, keyLimits);
  }

  public TestProject dividedBy(int divided) {
    return new TestProject(id, limits, divided, keyId, keyLimits);
  }

  /** The day that {@link #NOON} is of. */
  public LocalDate day() {
    return NOON.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** A limit of one quantity, and none else. */
  public static Limits only(Quantity quantity, long limit) {
    return new Limits(
        at(quantity, Quantity.USD_TOTAL, limit),
        at(quantity, Quantity.USD_MONTH, limit),
        at(quantity, Quantity.USD_DAY, limit),
        at(quantity, Quantity.REQUESTS, limit),
        at(quantity, Quantity.TOKENS, limit),
        at(quantity, Quantity.PARALLEL, limit),
        List.of());
  }

  private static @Nullable Long at(Quantity asked, Quantity own, long limit) {
    return asked == own ? limit : null;
  }

  public Demand demand(String callId, long cost, Instant at) {
    return demand(callId, cost, TOKENS, at);
  }

  public Demand demand(String callId, long cost, long tokens, Instant at) {
    return new Demand(new Caller(id, limits, shares, keyId, keyLimits), callId, cost, tokens, at);
  }

  public Demand demand(String callId, long cost) {
    return demand(callId, cost, NOON);
  }

  /** A call's end, its receipt has its id. */
  public static Settlement spent(Lease lease, long cost, long tokens) {
    Instant at = lease.at();
    LocalDate day = at.atZone(ZoneOffset.UTC).toLocalDate();
    return new Settlement(
        new Spent(cost, tokens),
        new StoredReceipt(
            lease.callId(),
            lease.projectId(),
            at,
            "{\"cost\":" + cost + "}",
            at.plus(Duration.ofDays(90))),
        List.of(
            new UsageRow(
                day,
                lease.projectId(),
                "key1",
                "model",
                "host",
                "",
                1,
                0,
                tokens,
                0,
                0,
                0,
                cost,
                0)));
  }

  public static Settlement spent(Lease lease, long cost) {
    return spent(lease, cost, TOKENS);
  }
}
