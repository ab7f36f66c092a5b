package dev.llmapi.pipeline;

import dev.llmapi.policy.Caller;
import dev.llmapi.policy.Lease;
import dev.llmapi.policy.Limits;
import dev.llmapi.policy.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller has left, told from the counters that its admission saw; of a project with several
 * shares, as the store saw the others last.
 */
final class Remaining {

  private Remaining() {}

  /** What is left of each limit in USD, by its name; the key's with {@code key.} before it. */
  static Map<String, Long> budget(
      Caller caller, Map<String, Long> counters, Lease lease, long cost) {
    Map<String, Long> left = new LinkedHashMap<>();
    if (counters.isEmpty()) {
      return left;
    }
    long change = cost - lease.costNanoUsd();
    for (Quantity quantity : Quantity.values()) {
      if (quantity.isMoney()) {
        Room project = Room.of(caller.projectLimits(), "", quantity, counters, lease.at());
        Room key =
            Room.of(caller.keyLimits(), caller.keyId() + ".", quantity, counters, lease.at());
        if (project != null) {
          left.put(quantity.limitName(), project.left() - change);
        }
        if (key != null) {
          left.put("key." + quantity.limitName(), key.left() - change);
        }
      }
    }
    return left;
  }

  /**
   * The headers {@code x-ratelimit-*}, as OpenAI names them: of the project's and the key's limits
   * those that will be reached first. None where no rate is limited.
   */
  static Map<String, String> rates(Caller caller, Map<String, Long> counters, Instant at) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (!counters.isEmpty()) {
      addRate(headers, "requests", Quantity.REQUESTS, caller, counters, at);
      addRate(headers, "tokens", Quantity.TOKENS, caller, counters, at);
    }
    return headers;
  }

  private static void addRate(
      Map<String, String> headers,
      String name,
      Quantity quantity,
      Caller caller,
      Map<String, Long> counters,
      Instant at) {
    Room project = Room.of(caller.projectLimits(), "", quantity, counters, at);
    Room key = Room.of(caller.keyLimits(), caller.keyId() + ".", quantity, counters, at);
    Room less = key == null || (project != null && project.left() < key.left()) ? project : key;
    if (less != null) {
      headers.put("x-ratelimit-limit-" + name, Long.toString(less.limit()));
      headers.put("x-ratelimit-remaining-" + name, Long.toString(Math.max(0, less.left())));
      headers.put("x-ratelimit-reset-" + name, untilReset(quantity, at));
    }
  }

  /** In OpenAI's form: {@code 17s}. */
  private static String untilReset(Quantity quantity, Instant at) {
    long millis =
        quantity.resetAfter(at).map(reset -> Duration.between(at, reset).toMillis()).orElse(0L);
    return Math.ceilDiv(millis, 1000) + "s";
  }

  /** A limit, and what its counter leaves of it. */
  private record Room(long limit, long left) {

    static @Nullable Room of(
        Limits limits, String prefix, Quantity quantity, Map<String, Long> counters, Instant at) {
      Long limit = quantity.limitIn(limits);
      return limit == null
          ? null
          : new Room(limit, limit - counters.getOrDefault(prefix + quantity.counter(at), 0L));
    }
  }
}
