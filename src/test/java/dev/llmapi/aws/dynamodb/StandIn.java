package dev.llmapi.aws.dynamodb;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** AWS's stand-in, when scripts/dynamodb-check.sh has started one. */
final class StandIn {

  static final String ENDPOINT_VARIABLE = "LLMAPI_TEST_DYNAMODB";

  /** Marks the tests that need it. */
  static final String TAG = "dynamodb";

  private StandIn() {}

  /** Settings for its table, with the patience that a busy machine needs. */
  static DynamoSettings settings() {
    String endpoint = System.getenv(ENDPOINT_VARIABLE);
    assumeTrue(
        endpoint != null,
        ENDPOINT_VARIABLE + " is not set: scripts/dynamodb-check.sh runs the DynamoDB tests");
    // Any credentials will do; they are looked for here before anywhere else.
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    return new DynamoSettings(
        Optional.ofNullable(System.getenv(DynamoSettings.TABLE_VARIABLE)).orElse("llmapi"),
        Optional.of(URI.create(endpoint == null ? "" : endpoint)),
        Optional.of("us-east-1"),
        Duration.ofSeconds(60));
  }

  static SdkHttpClient http() {
    return Apache5HttpClient.builder()
        .maxConnections(1_000)
        .connectionTimeout(Duration.ofSeconds(30))
        .connectionAcquisitionTimeout(Duration.ofSeconds(60))
        .socketTimeout(Duration.ofSeconds(60))
        .build();
  }

  static DynamoTable table(ExecutionInterceptor... interceptors) {
    return DynamoTable.open(settings(), http(), interceptors);
  }
}
