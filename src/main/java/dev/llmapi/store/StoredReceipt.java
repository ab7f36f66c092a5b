package dev.llmapi.store;

import java.time.Instant;

/**
 * A receipt as it is kept: for whom, and the object that the caller was told.
 *
 * @param json the {@code llmapi} member of the answer, no prompt in it
 * @param expiresAt when it may be forgotten
 */
public record StoredReceipt(
    String id, String projectId, Instant at, String json, Instant expiresAt) {}
