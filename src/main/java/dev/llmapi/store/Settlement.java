package dev.llmapi.store;

import dev.llmapi.policy.Spent;
import java.util.List;

/**
 * How a call ended.
 *
 * @param usage what it adds to the day's usage; no two rows of one {@link UsageRow#identity}
 */
public record Settlement(Spent spent, StoredReceipt receipt, List<UsageRow> usage) {
  public Settlement {
    usage = List.copyOf(usage);
  }
}
