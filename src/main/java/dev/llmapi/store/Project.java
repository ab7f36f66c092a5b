package dev.llmapi.store;

import dev.llmapi.policy.Limits;
import java.time.Instant;

/**
 * A project: whose calls are counted together.
 *
 * @param shares into how many counter items its limits are divided; fixed when it is made
 * @param version counts its changes, so that two writers do not undo each other
 */
public record Project(
    String id,
    String name,
    Limits limits,
    int shares,
    boolean disabled,
    Instant createdAt,
    long version) {

  public static final int MAX_SHARES = 64;
}
