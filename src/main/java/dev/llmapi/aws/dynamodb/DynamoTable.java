package dev.llmapi.aws.dynamodb;

import dev.llmapi.aws.AwsHttp;
import dev.llmapi.aws.RehearsalCredentials;
import dev.llmapi.store.StoreUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * One table and the client for it. What DynamoDB cannot answer in time becomes {@link
 * StoreUnavailableException}; a condition that does not hold passes through. Thread-safe.
 */
public final class DynamoTable implements AutoCloseable {

  private static final int ATTEMPTS = 4;
  private static final int REHEARSALS = 4;
  private static final String CONFLICT = "TransactionConflict";
  private static final String UNMET = "ConditionalCheckFailed";

  private final String name;
  private final Duration patience;
  private final DynamoDbClient client;
  private final DynamoDbEnhancedClient enhanced;

  private DynamoTable(DynamoSettings settings, DynamoDbClient client) {
    this.name = settings.table();
    this.patience = settings.patience();
    this.client = client;
    this.enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
  }

  /** Makes the client, and calls nobody. */
  public static DynamoTable open(DynamoSettings settings) {
    return open(settings, AwsHttp.client(settings.patience()));
  }

  /**
   * A table to rehearse with, before a snapshot.
   *
   * @param endpoint stands in for DynamoDB, and at {@code /credentials} for Lambda's endpoint
   */
  public static DynamoTable rehearsal(URI endpoint) {
    var settings =
        new DynamoSettings(
            "rehearsal",
            Optional.of(endpoint),
            Optional.of(Region.US_EAST_1.id()),
            DynamoSettings.PATIENCE);
    var credentials = new RehearsalCredentials(endpoint.resolve("/credentials"));
    return new DynamoTable(
        settings,
        builder(settings, AwsHttp.client(settings.patience()))
            .credentialsProvider(credentials)
            .build());
  }

  /**
   * Sends each kind of request that the stores send, a few times: what the SDK loads for them takes
   * longer than all else before a snapshot. It touches nothing but the SDK, so that it may run
   * beside the rest.
   */
  public void rehearse() {
    for (int time = 0; time < REHEARSALS; time++) {
      enhanced
          .table(name, AccountItems.SCHEMA)
          .getItem(request -> request.key(AccountItems.keyAt(name)).consistentRead(true));
      client.updateItem(request ->
          request
              .tableName(name)
              .key(key(name, name))
              .updateExpression("ADD #counter :one")
              .expressionAttributeNames(Map.of("#counter", "counter"))
              .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
              .returnValues(ReturnValue.ALL_NEW));
      Put put = Put.builder().tableName(name).item(key(name, name)).build();
      transact(List.of(TransactWriteItem.builder().put(put).build()));
      list(name, " ", "~");
    }
  }

  static DynamoTable open(
      DynamoSettings settings, SdkHttpClient http, ExecutionInterceptor... interceptors) {
    return new DynamoTable(settings, builder(settings, http, interceptors).build());
  }

  private static DynamoDbClientBuilder builder(
      DynamoSettings settings, SdkHttpClient http, ExecutionInterceptor... interceptors) {
    DynamoDbClientBuilder builder =
        DynamoDbClient.builder()
            .httpClient(http)
            .overrideConfiguration(options ->
                options
                    .executionInterceptors(List.of(interceptors))
                    .apiCallTimeout(settings.patience())
                    .apiCallAttemptTimeout(settings.patience().dividedBy(2))
                    .retryStrategy(retries()));
    settings.endpoint().ifPresent(builder::endpointOverride);
    settings.region().map(Region::of).ifPresent(builder::region);
    return builder;
  }

  private static StandardRetryStrategy retries() {
    BackoffStrategy withJitter =
        BackoffStrategy.exponentialDelay(Duration.ofMillis(25), Duration.ofMillis(500));
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(ATTEMPTS)
        .backoffStrategy(withJitter)
        .throttlingBackoffStrategy(withJitter)
        .retryOnException(DynamoTable::isConflict)
        .build();
  }

  /** Two met at one item, and this one did nothing. */
  private static boolean isConflict(Throwable thrown) {
    return thrown instanceof TransactionConflictException
        || (thrown instanceof TransactionCanceledException canceled
            && hasReason(canceled, CONFLICT)
            && !hasReason(canceled, UNMET));
  }

  private static boolean hasReason(TransactionCanceledException canceled, String code) {
    return canceled.cancellationReasons().stream().anyMatch(reason -> code.equals(reason.code()));
  }

  String name() {
    return name;
  }

  DynamoDbClient client() {
    return client;
  }

  DynamoDbEnhancedClient enhanced() {
    return enhanced;
  }

  static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
  }

  /** Calls DynamoDB; a condition that does not hold is the caller's to understand. */
  <T> T call(Supplier<T> request) {
    try {
      return request.get();
    } catch (ConditionalCheckFailedException e) {
      throw e;
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  /** Writes all, or nothing where a condition does not hold; whether it wrote. */
  boolean transact(List<TransactWriteItem> items) {
    return transact(() -> client.transactWriteItems(request -> request.transactItems(items)));
  }

  /** As {@link #transact(List)}, for what can be done another time: with a part of the patience. */
  boolean transactBriefly(List<TransactWriteItem> items) {
    return transact(() ->
        client.transactWriteItems(request ->
            request
                .transactItems(items)
                .overrideConfiguration(options -> options.apiCallTimeout(patience.dividedBy(4)))));
  }

  /** As {@link #transact(List)}, for a transaction of the Enhanced Client. */
  boolean transact(Supplier<?> transaction) {
    try {
      var _ = transaction.get();
      return true;
    } catch (TransactionCanceledException e) {
      if (hasReason(e, UNMET)) {
        return false;
      }
      throw unavailable(e);
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  Optional<Map<String, AttributeValue>> find(String pk, String sk) {
    Map<String, AttributeValue> item =
        call(() ->
            client
                .getItem(request -> request.tableName(name).key(key(pk, sk)).consistentRead(true))
                .item());
    return item.isEmpty() ? Optional.empty() : Optional.of(item);
  }

  /** The items of a partition whose {@code sk} lies between the two, all pages of them. */
  List<Map<String, AttributeValue>> list(String pk, String first, String last) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(name)
            .consistentRead(true)
            .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
            .expressionAttributeValues(
                Map.of(
                    ":pk", AttributeValue.fromS(pk),
                    ":first", AttributeValue.fromS(first),
                    ":last", AttributeValue.fromS(last)))
            .build();
    return call(() -> client.queryPaginator(request).items().stream().toList());
  }

  private StoreUnavailableException unavailable(SdkException e) {
    String reason =
        e instanceof AwsServiceException service && service.awsErrorDetails() != null
            ? service.awsErrorDetails().errorCode()
            : e.getClass().getSimpleName();
    return new StoreUnavailableException(
        "the DynamoDB table %s cannot be used: %s".formatted(name, reason), e);
  }

  @Override
  public void close() {
    client.close();
  }
}
