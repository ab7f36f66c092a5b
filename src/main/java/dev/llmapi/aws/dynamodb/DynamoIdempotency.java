package dev.llmapi.aws.dynamodb;

import dev.llmapi.model.Body;
import dev.llmapi.policy.KeyFormat;
import dev.llmapi.store.Idempotency;
import dev.llmapi.store.KeptAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Answers to calls with an idempotency key, on DynamoDB: one item that holds the claim, and the
 * answer when it is there. A body that an item does not take stands in parts of its own, written
 * before the item tells of them.
 *
 * <p>A claim carries a number of its own, so that a request which the SDK sent twice knows its own
 * claim again.
 */
public final class DynamoIdempotency implements Idempotency {

  private static final String CLAIM_SORT = "A";
  private static final Duration ABANDONED_KEPT = Duration.ofDays(2);

  /** Free: never seen, never completed in time, or expired. */
  private static final String IS_FREE =
      "attribute_not_exists(pk)"
          + " OR (attribute_not_exists(answered) AND claimed < :dead)"
          + " OR (attribute_exists(answered) AND expires < :now)";

  private final DynamoTable table;
  private final RandomGenerator random;
  private final AnswerParts parts;

  public DynamoIdempotency(DynamoTable table, RandomGenerator random) {
    this.table = table;
    this.random = random;
    this.parts = new AnswerParts(table);
  }

  @Override
  public Claim claim(String scope, String key, String fingerprint, Duration patience, Instant now) {
    String mine = Long.toString(random.nextLong(), 36);
    Map<String, AttributeValue> item =
        new HashMap<>(DynamoTable.key(partition(scope, key), CLAIM_SORT));
    item.put("fingerprint", AttributeValue.fromS(fingerprint));
    item.put("claim", AttributeValue.fromS(mine));
    item.put("claimed", number(now.toEpochMilli()));
    item.put("ttl", Sweep.ttl(now.plus(ABANDONED_KEPT)));
    PutItemRequest request =
        PutItemRequest.builder()
            .tableName(table.name())
            .item(item)
            .conditionExpression(IS_FREE)
            .expressionAttributeValues(
                Map.of(
                    ":dead", number(now.minus(patience).toEpochMilli()),
                    ":now", number(now.toEpochMilli())))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    try {
      table.call(() -> table.client().putItem(request));
      return new Claim.Mine();
    } catch (ConditionalCheckFailedException e) {
      return known(e.item(), partition(scope, key), fingerprint, mine);
    }
  }

  private Claim known(
      Map<String, AttributeValue> item, String partition, String fingerprint, String mine) {
    if (!fingerprint.equals(text(item, "fingerprint"))) {
      return new Claim.Different();
    }
    if (item.containsKey("answered")) {
      return new Claim.Answered(answer(item, partition));
    }
    return mine.equals(text(item, "claim")) ? new Claim.Mine() : new Claim.Running();
  }

  private KeptAnswer answer(Map<String, AttributeValue> item, String partition) {
    Map<String, String> headers = new HashMap<>();
    @Nullable AttributeValue kept = item.get("headers");
    if (kept != null && kept.hasM()) {
      kept.m().forEach((name, value) -> headers.put(name, value.s()));
    }
    @Nullable AttributeValue body = item.get("body");
    return new KeptAnswer(
        Integer.parseInt(item.getOrDefault("answered", number(0)).n()),
        headers,
        body == null
            ? parts.read(partition, text(item, "parts"))
            : Body.of(body.b().asByteArray()));
  }

  @Override
  public void complete(String scope, String key, KeptAnswer answer, Instant expiresAt) {
    String partition = partition(scope, key);
    CounterUpdate update =
        new CounterUpdate(table.name(), DynamoTable.key(partition, CLAIM_SORT)).onlyWith("pk");
    if (answer.body().length() <= AnswerParts.PART_BYTES) {
      update.set(
          "body", AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(answer.body().joined())));
    } else {
      String name = Long.toString(random.nextLong(), 36);
      parts.write(partition, name, answer.body(), expiresAt);
      update.set("parts", name);
    }
    Map<String, AttributeValue> headers = new HashMap<>();
    answer.headers().forEach((name, value) -> headers.put(name, AttributeValue.fromS(value)));
    update
        .set("answered", number(answer.status()))
        .set("headers", AttributeValue.fromM(headers))
        .set("expires", number(expiresAt.toEpochMilli()))
        .set("ttl", Sweep.ttl(expiresAt));
    try {
      table.call(() -> table.client().updateItem(update.request().build()));
    } catch (ConditionalCheckFailedException _) {
      // The claim was released: nobody waits for the answer.
    }
  }

  @Override
  public void release(String scope, String key) {
    try {
      table.call(() ->
          table
              .client()
              .deleteItem(request ->
                  request
                      .tableName(table.name())
                      .key(DynamoTable.key(partition(scope, key), CLAIM_SORT))
                      .conditionExpression("attribute_not_exists(answered)")));
    } catch (ConditionalCheckFailedException _) {
      // It is answered, and stays so.
    }
  }

  /** By the key's hash: it is the client's own text, of any length. */
  private static String partition(String scope, String key) {
    return "I#" + scope + "#" + KeyFormat.sha256(key);
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? "" : value.s();
  }
}
