package dev.llmapi.aws.dynamodb;

import dev.llmapi.policy.Charge;
import dev.llmapi.policy.Charges;
import dev.llmapi.policy.Demand;
import dev.llmapi.policy.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Moves room between the shares of a project where none has enough for a call, but all together
 * have: what one share's counter goes down by, the others' go up by, in one transaction, so that
 * the sum stays what was spent and reserved. For money and tokens alone. Thread-safe.
 */
final class Lending {

  private final DynamoTable table;
  private final Counters counters;

  Lending(DynamoTable table, Counters counters) {
    this.table = table;
    this.counters = counters;
  }

  /** What is moved: the change of a counter of a share, and how high it may stand before. */
  private record Move(int share, String counter, long amount, long mostBefore) {}

  /**
   * Makes room for the demand in a share.
   *
   * @param items all shares as they stood
   * @return false where all together have not enough, or they have changed since
   */
  boolean lend(Demand demand, int share, List<CounterItem> items) {
    List<Move> moves = new ArrayList<>();
    List<Charge> charges = Charges.reserve(demand, share);
    for (int i = 0; i < charges.size(); i++) {
      Charge charge = charges.get(i);
      long lacking = lacking(charge, items.get(share));
      if (lacking <= 0) {
        continue;
      }
      if (!charge.quantity().isMoney() && charge.quantity() != Quantity.TOKENS) {
        return false;
      }
      moves.add(new Move(share, charge.counter(), -lacking, Long.MAX_VALUE));
      for (CounterItem lender : items) {
        if (lender.share() != share && lacking > 0) {
          Charge same = Charges.reserve(demand, lender.share()).get(i);
          long part = Math.min(lacking, room(same, lender));
          if (part > 0 && same.limit() != null) {
            moves.add(new Move(lender.share(), same.counter(), part, same.limit() - part));
            lacking -= part;
          }
        }
      }
      if (lacking > 0) {
        return false;
      }
    }
    return !moves.isEmpty() && table.transact(items(demand.caller().projectId(), moves));
  }

  private static long lacking(Charge charge, CounterItem item) {
    return charge.limit() == null ? 0 : charge.amount() - room(charge, item);
  }

  private static long room(Charge charge, CounterItem item) {
    long stands = item.counters().getOrDefault(charge.counter(), 0L);
    return charge.limit() == null ? Long.MAX_VALUE : charge.limit() - stands;
  }

  private List<TransactWriteItem> items(String projectId, List<Move> moves) {
    Map<Integer, CounterUpdate> updates = new LinkedHashMap<>();
    for (Move move : moves) {
      CounterUpdate update =
          updates.computeIfAbsent(move.share(), share -> counters.update(projectId, share));
      update.add(move.counter(), move.amount());
      if (move.mostBefore() != Long.MAX_VALUE) {
        update.onlyUpTo(move.counter(), move.mostBefore());
      }
    }
    return updates.values().stream().map(CounterUpdate::transactItem).toList();
  }
}
