package dev.llmapi.aws.dynamodb;

import dev.llmapi.policy.Lease;
import dev.llmapi.policy.Spent;
import dev.llmapi.store.Settlement;
import dev.llmapi.store.StoredReceipt;
import dev.llmapi.store.UsageRow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Receipts, and the usage of each day. A receipt and what it adds to the usage are written together
 * and once: the receipt's id, which is its call's, decides. The calls of a day that have all words
 * in common are added up in {@value #ROWS} items, so that few of their transactions collide.
 * Thread-safe.
 */
final class RecordItems {

  private static final int ROWS = 8;
  private static final int WORDS_HASH_BYTES = 16;
  private static final String PROJECTS_WITH_USAGE = "USAGE";
  private static final Duration UNRECORDED_KEPT = Duration.ofDays(2);

  private final DynamoTable table;

  /** Those that this instance has put on the list of projects with usage. */
  private final Set<String> listed = ConcurrentHashMap.newKeySet();

  RecordItems(DynamoTable table) {
    this.table = table;
  }

  /** Writes both, unless the receipt is there; whether it wrote. */
  boolean write(Settlement settlement) {
    StoredReceipt receipt = settlement.receipt();
    Map<String, AttributeValue> item =
        new HashMap<>(DynamoTable.key(receipts(receipt.projectId()), receipt.id()));
    item.put("at", number(receipt.at().toEpochMilli()));
    item.put("json", AttributeValue.fromS(receipt.json()));
    item.put("expires", number(receipt.expiresAt().toEpochMilli()));
    item.put("spent", number(settlement.spent().costNanoUsd()));
    item.put("tokens", number(settlement.spent().tokens()));
    item.put("ttl", Sweep.ttl(receipt.expiresAt()));
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(once(item));
    settlement.usage().forEach(row -> items.add(update(row, receipt.id()).transactItem()));
    return table.transact(items);
  }

  /**
   * Puts a project on the list of those with usage, once an instance. Beside the receipt, not with
   * it: in one transaction all instances that begin at a time would meet at one item.
   */
  void list(String projectId) {
    if (listed.contains(projectId)) {
      return;
    }
    PutItemRequest request =
        PutItemRequest.builder()
            .tableName(table.name())
            .item(DynamoTable.key(PROJECTS_WITH_USAGE, projectId))
            .build();
    table.call(() -> table.client().putItem(request));
    listed.add(projectId);
  }

  /** What the call of a lease has spent, if its receipt was written. */
  Optional<Spent> findSpent(String projectId, String attribute) {
    return LeaseText.idsBegin(attribute).stream()
        .flatMap(id -> table.list(receipts(projectId), id, id + "~").stream())
        .filter(item -> LeaseText.isOf(attribute, text(item, "sk")))
        .map(item -> new Spent(number(item, "spent"), number(item, "tokens")))
        .findFirst();
  }

  /**
   * Records a call that was counted by a process that died before it recorded it: its cost is all
   * that is known. In the receipt's place, so that it is recorded once; it cannot be looked up.
   *
   * @param call as {@link LeaseText#parseNote} reads it
   */
  List<TransactWriteItem> unrecorded(Lease call, Instant now) {
    Map<String, AttributeValue> item =
        new HashMap<>(DynamoTable.key(receipts(call.projectId()), call.callId()));
    item.put("at", number(call.at().toEpochMilli()));
    item.put("spent", number(call.costNanoUsd()));
    item.put("ttl", Sweep.ttl(now.plus(UNRECORDED_KEPT)));
    return List.of(once(item), usage(UsageRow.unrecorded(call), call.callId()).transactItem());
  }

  private TransactWriteItem once(Map<String, AttributeValue> item) {
    Put put =
        Put.builder()
            .tableName(table.name())
            .item(item)
            .conditionExpression("attribute_not_exists(pk)")
            .build();
    return TransactWriteItem.builder().put(put).build();
  }

  Optional<StoredReceipt> findReceipt(String projectId, String id) {
    return table
        .find(receipts(projectId), id)
        .filter(item -> item.containsKey("json"))
        .map(item ->
            new StoredReceipt(
                id,
                projectId,
                Instant.ofEpochMilli(number(item, "at")),
                text(item, "json"),
                Instant.ofEpochMilli(number(item, "expires"))));
  }

  /**
   * The update that adds to a day's usage.
   *
   * @param id spreads the updates over the items
   */
  CounterUpdate usage(UsageRow row, String id) {
    list(row.projectId());
    return update(row, id);
  }

  private CounterUpdate update(UsageRow row, String id) {
    String words = String.join("\n", row.keyId(), row.model(), row.provider(), row.tag());
    String sk =
        "%s#%s#%d"
            .formatted(
                row.day(),
                LeaseText.hash(words, WORDS_HASH_BYTES),
                Math.floorMod(id.hashCode(), ROWS));
    return new CounterUpdate(table.name(), DynamoTable.key(usageOf(row.projectId()), sk))
        .set("day", row.day().toString())
        .set("key", row.keyId())
        .set("model", row.model())
        .set("provider", row.provider())
        .set("tag", row.tag())
        .add("requests", row.requests())
        .add("errors", row.errors())
        .add("prompt", row.promptTokens())
        .add("cached", row.cachedTokens())
        .add("completion", row.completionTokens())
        .add("image", row.imageTokens())
        .add("cost", row.costNanoUsd())
        .add("unsettled", row.unsettledNanoUsd());
  }

  List<UsageRow> listUsage(Optional<String> projectId, LocalDate first, LocalDate last) {
    List<String> projects =
        projectId
            .map(List::of)
            .orElseGet(() ->
                table.list(PROJECTS_WITH_USAGE, " ", "~").stream()
                    .map(item -> text(item, "sk"))
                    .toList());
    Map<List<String>, UsageRow> rows = new LinkedHashMap<>();
    for (String project : projects) {
      for (var item : table.list(usageOf(project), first + "#", last + "$")) {
        UsageRow row = read(item, project);
        var words =
            List.of(
                row.day().toString(), project, row.keyId(), row.model(), row.provider(), row.tag());
        rows.merge(words, row, UsageRow::plus);
      }
    }
    List<UsageRow> list = new ArrayList<>(rows.values());
    list.sort(Comparator.comparing(UsageRow::day));
    return list;
  }

  private static UsageRow read(Map<String, AttributeValue> item, String projectId) {
    return new UsageRow(
        LocalDate.parse(text(item, "day")),
        projectId,
        text(item, "key"),
        text(item, "model"),
        text(item, "provider"),
        text(item, "tag"),
        number(item, "requests"),
        number(item, "errors"),
        number(item, "prompt"),
        number(item, "cached"),
        number(item, "completion"),
        number(item, "image"),
        number(item, "cost"),
        number(item, "unsettled"));
  }

  private static String receipts(String projectId) {
    return "R#" + projectId;
  }

  private static String usageOf(String projectId) {
    return "U#" + projectId;
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }

  /** A number that was never added to is not there. */
  private static long number(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.n() == null ? 0 : Long.parseLong(value.n());
  }
}
