package dev.llmapi.aws.dynamodb;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Which table, and where. What is absent is the environment's, as every AWS SDK reads it.
 *
 * @param endpoint instead of AWS's ({@code AWS_ENDPOINT_URL})
 * @param region where the table is ({@code AWS_REGION})
 * @param patience for one answer, its retries included
 */
public record DynamoSettings(
    String table, Optional<URI> endpoint, Optional<String> region, Duration patience) {

  /** Names the table; where it is not set, nothing is kept on DynamoDB. */
  public static final String TABLE_VARIABLE = "LLMAPI_TABLE";

  public static final Duration PATIENCE = Duration.ofSeconds(2);

  /** A table where the environment says. */
  public static DynamoSettings of(String table, Duration patience) {
    return new DynamoSettings(table, Optional.empty(), Optional.empty(), patience);
  }
}
