package dev.llmapi.app.config;

import dev.llmapi.policy.LeaseTerms;
import java.time.Duration;
import java.util.Optional;

/**
 * The stores that money is kept in.
 *
 * @param fsyncsAlways of the database in the folder for data: each answer's money is forced to the
 *     disk before it is told, so that a power cut loses nothing; else each second
 * @param table the DynamoDB table; without one, the store is that database
 * @param patience for one answer of the table; without one, the usual
 */
public record StoreSettings(
    boolean fsyncsAlways, Optional<String> table, Optional<Duration> patience, LeaseTerms terms) {

  public static final StoreSettings DEFAULT =
      new StoreSettings(false, Optional.empty(), Optional.empty(), LeaseTerms.USUAL);
}
