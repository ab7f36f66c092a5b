package dev.llmapi.store;

import dev.llmapi.policy.Spent;

/**
 * How a call ended.
 *
 * @param usage what it adds to the day's usage
 */
public record Settlement(Spent spent, StoredReceipt receipt, UsageRow usage) {}
