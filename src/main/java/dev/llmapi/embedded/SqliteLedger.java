package dev.llmapi.embedded;

import dev.llmapi.policy.Charge;
import dev.llmapi.policy.Charges;
import dev.llmapi.policy.Demand;
import dev.llmapi.policy.Lease;
import dev.llmapi.policy.LeaseTerms;
import dev.llmapi.policy.Refusal;
import dev.llmapi.policy.Reservation;
import dev.llmapi.store.Ledger;
import dev.llmapi.store.Settlement;
import dev.llmapi.store.StoredReceipt;
import dev.llmapi.store.UsageRow;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The ledger on SQLite. The counters of each project are kept in memory too, where the database's
 * one writing thread alone touches them: this process is the only one that writes.
 */
public final class SqliteLedger implements Ledger {

  private static final String SETTLED = "delete from lease where project = ? and call = ?";

  private final Database database;
  private final Map<String, Map<String, Long>> counters = new HashMap<>();
  private final Set<String> changed = new HashSet<>();
  private final Map<UsageRow, UsageRow> usage = new LinkedHashMap<>();
  private final Forgetting forgetting;
  private final LeaseTerms terms;

  public SqliteLedger(Database database) {
    this(database, LeaseTerms.USUAL);
  }

  public SqliteLedger(Database database, LeaseTerms terms) {
    this.database = database;
    this.terms = terms;
    this.forgetting = new Forgetting(terms.length());
    database.onRollback(this::forget);
    database.beforeCommit(this::keep);
  }

  @Override
  public Reservation reserve(Demand demand) {
    return database.write(statements -> reserve(statements, demand));
  }

  @Override
  public Lease hold(Demand demand) {
    database.enqueue(statements -> reserve(statements, demand));
    return demand.lease(0);
  }

  private Reservation reserve(Statements statements, Demand demand) throws SQLException {
    Map<String, Long> item = item(statements, demand.caller().projectId());
    Optional<OpenLease> known =
        OpenLease.find(statements, demand.caller().projectId(), demand.callId());
    if (known.isPresent()) {
      return new Reservation.Granted(known.get().lease(), item);
    }
    // One process has no partition to outgrow: shares are not divided here.
    List<Charge> charges = Charges.reserve(demand);
    Optional<Refusal> refusal = Refusal.of(charges, item, demand.at());
    if (refusal.isPresent()) {
      sweep(statements, demand.caller().projectId(), demand.at());
      refusal = Refusal.of(charges, item, demand.at());
    }
    if (refusal.isPresent()) {
      return new Reservation.Refused(refusal.get(), item);
    }
    charges.forEach(charge -> add(item, charge.counter(), charge.amount()));
    item.keySet().removeIf(counter -> Charges.isStale(counter, demand.at()));
    Lease lease = demand.lease(0);
    OpenLease.insert(statements, lease);
    changed.add(lease.projectId());
    return new Reservation.Granted(lease, item);
  }

  @Override
  public boolean settle(Lease lease, Settlement settlement, Instant now) {
    return database.write(statements -> {
      forgetting.forgetSome(statements, now);
      Optional<OpenLease> open = OpenLease.find(statements, lease.projectId(), lease.callId());
      if (open.isEmpty()) {
        return false;
      }
      Map<String, Long> deltas =
          open.get().isEnded()
              ? Charges.late(lease, settlement.spent(), open.get().kept())
              : Charges.settle(lease, settlement.spent(), now);
      statements.change(SETTLED, lease.projectId(), lease.callId());
      apply(statements, lease.projectId(), deltas);
      if (open.get().isEnded()) {
        add(UsageRow.settledAfterAll(open.get().lease()));
      }
      ReceiptRows.insert(statements, settlement.receipt());
      settlement.usage().forEach(this::add);
      return true;
    });
  }

  @Override
  public void giveBack(Lease lease, Instant now) {
    database.write(statements -> {
      if (statements.change(SETTLED + " and not given_back", lease.projectId(), lease.callId())
          > 0) {
        apply(statements, lease.projectId(), Charges.giveBack(lease, now));
      }
      return true;
    });
  }

  @Override
  public Map<String, Long> counters(String projectId) {
    return database.write(statements -> Map.copyOf(item(statements, projectId)));
  }

  @Override
  public long sweep(String projectId, Instant now) {
    return database.write(statements -> sweep(statements, projectId, now));
  }

  private long sweep(Statements statements, String projectId, Instant now) throws SQLException {
    long sum = 0;
    for (Lease dead : OpenLease.expired(statements, projectId, terms, now)) {
      OpenLease.end(statements, dead, terms.unsettled());
      apply(statements, projectId, Charges.expire(dead, terms.kept(dead), now));
      add(UsageRow.unsettled(dead));
      sum += dead.costNanoUsd();
    }
    return sum;
  }

  @Override
  public Optional<StoredReceipt> findReceipt(String projectId, String receiptId) {
    return database.read(statements -> ReceiptRows.find(statements, projectId, receiptId));
  }

  @Override
  public List<UsageRow> usage(Optional<String> projectId, LocalDate first, LocalDate last) {
    return database.read(statements -> UsageRows.list(statements, projectId, first, last));
  }

  private void apply(Statements statements, String projectId, Map<String, Long> deltas)
      throws SQLException {
    Map<String, Long> item = item(statements, projectId);
    deltas.forEach((counter, delta) -> add(item, counter, delta));
    changed.add(projectId);
  }

  private void add(UsageRow row) {
    usage.merge(row.identity(), row, UsageRow::plus);
  }

  /** A group of changes writes each counter item and each row of usage once. */
  private boolean keep(Statements statements) throws SQLException {
    for (String projectId : changed) {
      keep(statements, projectId, item(statements, projectId));
    }
    for (UsageRow row : usage.values()) {
      UsageRows.add(statements, row);
    }
    changed.clear();
    usage.clear();
    return true;
  }

  private void forget() {
    counters.clear();
    changed.clear();
    usage.clear();
  }

  private static void add(Map<String, Long> item, String counter, long amount) {
    item.merge(counter, amount, Math::addExact);
  }

  private Map<String, Long> item(Statements statements, String projectId) throws SQLException {
    Map<String, Long> known = counters.get(projectId);
    if (known == null) {
      known =
          statements
              .find(
                  "select item from counters where project = ?",
                  row -> parse(row.getString(1)),
                  projectId)
              .orElseGet(HashMap::new);
      counters.put(projectId, known);
    }
    return known;
  }

  private static void keep(Statements statements, String projectId, Map<String, Long> item)
      throws SQLException {
    statements.change(
        "insert into counters values (?, ?) on conflict (project) do update set item = excluded.item",
        projectId,
        format(item));
  }

  /** {@code name=value} pairs, divided by spaces. */
  private static String format(Map<String, Long> item) {
    List<String> pairs = new ArrayList<>(item.size());
    item.forEach((counter, value) -> pairs.add(counter + "=" + value));
    return String.join(" ", pairs);
  }

  private static Map<String, Long> parse(String text) {
    Map<String, Long> item = new HashMap<>();
    for (String pair : text.split(" ", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        item.put(pair.substring(0, equals), Long.parseLong(pair.substring(equals + 1)));
      }
    }
    return item;
  }
}
