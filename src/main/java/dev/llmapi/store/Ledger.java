package dev.llmapi.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What was spent, call by call and by the day. Thread-safe. Every method may throw {@link
 * StoreUnavailableException}.
 */
public interface Ledger {

  /**
   * Keeps a receipt and adds its usage to the day's; a receipt that is there already adds nothing.
   */
  void record(StoredReceipt receipt);

  /** A project's receipt by its id. */
  Optional<StoredReceipt> find(String projectId, String receiptId);

  /** The usage of the days from the first to the last, both included; of all projects if empty. */
  List<UsageRow> usage(Optional<String> projectId, LocalDate first, LocalDate last);
}
