package dev.llmapi.aws.dynamodb;

import dev.llmapi.policy.Charge;
import dev.llmapi.policy.Charges;
import dev.llmapi.policy.Demand;
import dev.llmapi.policy.Lease;
import dev.llmapi.store.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The two single writes that a call makes to its project's counters. Thread-safe. */
final class Counters {

  private static final int MOST_REMEMBERED = 1_000;

  /** With as many the store was away for long; what is left then ends as dead calls' leases do. */
  private static final int MOST_DOUBTFUL = 10_000;

  private final DynamoTable table;
  private final SharesSeen seen;

  /** The counters of ended periods that were seen in an item, to be removed by a later write. */
  private final Map<Map<String, ?>, Set<String>> stale = new ConcurrentHashMap<>();

  private final Notes notes = new Notes();

  Counters(DynamoTable table, SharesSeen seen) {
    this.table = table;
    this.seen = seen;
  }

  /** Leases that may have been taken though nobody heard of it; their calls were never made. */
  private final Queue<Lease> doubtful = new LinkedBlockingQueue<>(MOST_DOUBTFUL);

  /** What became of taking. */
  sealed interface Taking {}

  /**
   * It was taken, now or before.
   *
   * @param item as it stands now
   */
  record Taken(Lease lease, CounterItem item) implements Taking {}

  /**
   * It was not.
   *
   * @param item as it stood; empty where even an empty one would be too small
   */
  record Full(CounterItem item) implements Taking {}

  /** Takes all that a call asks for from one share, in one request. */
  Taking take(Demand demand, int share) {
    return Charges.reserve(demand, share).stream().allMatch(charge -> charge.fits(0))
        ? takeLent(demand, share)
        : new Full(find(demand.caller().projectId(), share));
  }

  /** As {@link #take}, from a share whose counters may stand below 0, since others lent to it. */
  Taking takeLent(Demand demand, int share) {
    String projectId = demand.caller().projectId();
    List<Charge> charges = Charges.reserve(demand, share);
    String attribute = LeaseText.attribute(demand.callId());
    Lease lease = demand.lease(share);
    List<String> done = notes.take(projectId, share);
    CounterUpdate update =
        update(projectId, share)
            .set(attribute, LeaseText.format(lease))
            .onlyWithout(attribute)
            .removeAll(done);
    for (Charge charge : charges) {
      update.add(charge.counter(), charge.amount());
      if (charge.limit() != null) {
        update.onlyUpTo(charge.counter(), charge.limit() - charge.amount());
      }
    }
    UpdateItemRequest request =
        update
            .request()
            .returnValues(ReturnValue.ALL_NEW)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    try {
      var image = table.call(() -> table.client().updateItem(request)).attributes();
      CounterItem item = CounterItem.read(image, projectId, share);
      remember(item, demand);
      return new Taken(lease, item);
    } catch (ConditionalCheckFailedException e) {
      notes.putBack(projectId, share, done);
      CounterItem item = CounterItem.read(e.item(), projectId, share);
      Lease held = item.leases().get(attribute);
      if (held == null) {
        return new Full(item);
      }
      return new Taken(held.withCallId(demand.callId()), item);
    } catch (StoreUnavailableException e) {
      notes.putBack(projectId, share, done);
      var _ = doubtful.offer(lease);
      throw e;
    }
  }

  /** Gives back one of the leases that nobody knows to be taken; harmless where it was not. */
  void endDoubtful(Instant now) {
    Lease lease = doubtful.poll();
    if (lease == null) {
      return;
    }
    try {
      var _ = end(lease, Charges.giveBack(lease, now));
    } catch (StoreUnavailableException _) {
      var _ = doubtful.offer(lease);
    }
  }

  private CounterItem find(String projectId, int share) {
    return table
        .find(CounterItem.partition(projectId), CounterItem.SHARE_PREFIX + share)
        .map(item -> CounterItem.read(item, projectId, share))
        .orElseGet(() -> CounterItem.empty(projectId, share));
  }

  /** Ends a lease and applies what that adds; false where the lease is not there. */
  boolean end(Lease lease, Map<String, Long> deltas) {
    return end(lease, deltas, Optional.empty());
  }

  /**
   * Ends a lease that has cost something, and leaves a note of it in its place, until the call is
   * {@link #recorded}: should it never be, whoever finds the note makes up for it.
   */
  boolean count(Lease lease, Map<String, Long> deltas, long costNanoUsd) {
    return end(lease, deltas, Optional.of(LeaseText.note(lease, costNanoUsd)));
  }

  /** The note of a counted call is no longer needed: a later write removes it. */
  void recorded(Lease lease) {
    notes.add(lease.projectId(), lease.share(), LeaseText.attribute(lease.callId()));
  }

  private boolean end(Lease lease, Map<String, Long> deltas, Optional<String> note) {
    String attribute = LeaseText.attribute(lease.callId());
    List<String> done = notes.take(lease.projectId(), lease.share());
    CounterUpdate update =
        update(lease.projectId(), lease.share())
            .addAll(deltas)
            .onlyWith(attribute, LeaseText.format(lease))
            .removeAll(done);
    note.ifPresentOrElse(text -> update.set(attribute, text), () -> update.remove(attribute));
    Set<String> ended = stale.remove(CounterItem.key(lease.projectId(), lease.share()));
    if (ended != null) {
      ended.stream().filter(counter -> !deltas.containsKey(counter)).forEach(update::remove);
    }
    boolean divided = seen.knows(lease.projectId());
    UpdateItemRequest request =
        update.request().returnValues(divided ? ReturnValue.ALL_NEW : ReturnValue.NONE).build();
    try {
      var image = table.call(() -> table.client().updateItem(request)).attributes();
      if (divided) {
        seen.note(CounterItem.read(image, lease.projectId(), lease.share()));
      }
      return true;
    } catch (ConditionalCheckFailedException _) {
      notes.putBack(lease.projectId(), lease.share(), done);
      return false;
    } catch (StoreUnavailableException e) {
      notes.putBack(lease.projectId(), lease.share(), done);
      throw e;
    }
  }

  CounterUpdate update(String projectId, int share) {
    return new CounterUpdate(table.name(), CounterItem.key(projectId, share));
  }

  private void remember(CounterItem item, Demand demand) {
    List<String> ended = item.stale(demand.at());
    if (!ended.isEmpty() && stale.size() < MOST_REMEMBERED) {
      stale.put(CounterItem.key(item.projectId(), item.share()), Set.copyOf(ended));
    }
  }
}
