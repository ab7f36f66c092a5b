package dev.llmapi.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional.keyEqualTo;

import dev.llmapi.store.Accounts;
import dev.llmapi.store.ApiKey;
import dev.llmapi.store.Pages;
import dev.llmapi.store.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Projects and keys on DynamoDB. A key stands in two items, written together: one that its id
 * finds, and one among its project's keys. Every read is a consistent one, so that a key that was
 * disabled is not let in by a replica that lags.
 */
public final class DynamoAccounts implements Accounts {

  private static final Expression NEW =
      Expression.builder().expression("attribute_not_exists(pk)").build();
  private static final int MOST_AT_ONCE = 40;

  private final DynamoTable table;
  private final DynamoDbTable<EnhancedDocument> items;

  public DynamoAccounts(DynamoTable table) {
    this.table = table;
    this.items = table.enhanced().table(table.name(), AccountItems.SCHEMA);
  }

  private static Expression versionIs(long version) {
    return Expression.builder()
        .expression("version = :version")
        .putExpressionValue(":version", AttributeValue.fromN(Long.toString(version)))
        .build();
  }

  @Override
  public Written create(Project project) {
    return write(AccountItems.of(project), NEW);
  }

  @Override
  public Written replace(Project project) {
    return write(AccountItems.of(project), versionIs(project.version() - 1));
  }

  private Written write(EnhancedDocument item, Expression condition) {
    try {
      table.call(() -> {
        items.putItem(request -> request.item(item).conditionExpression(condition));
        return item;
      });
      return Written.DONE;
    } catch (ConditionalCheckFailedException _) {
      return Written.CONFLICT;
    }
  }

  @Override
  public Written create(ApiKey key) {
    return write(key, NEW);
  }

  @Override
  public Written replace(ApiKey key) {
    return write(key, versionIs(key.version() - 1));
  }

  private Written write(ApiKey key, Expression condition) {
    var transaction = TransactWriteItemsEnhancedRequest.builder();
    for (Key place : places(key)) {
      transaction.addPutItem(
          items,
          TransactPutItemEnhancedRequest.builder(EnhancedDocument.class)
              .item(AccountItems.of(key, place))
              .conditionExpression(condition)
              .build());
    }
    return transact(transaction) ? Written.DONE : Written.CONFLICT;
  }

  private boolean transact(TransactWriteItemsEnhancedRequest.Builder transaction) {
    return table.transact(
        () -> table.enhanced().transactWriteItemsWithResponse(transaction.build()));
  }

  private static List<Key> places(ApiKey key) {
    return List.of(AccountItems.keyAt(key.id()), AccountItems.keyAmong(key.projectId(), key.id()));
  }

  @Override
  public Optional<Project> findProject(String id) {
    return find(AccountItems.projectAt(id)).map(AccountItems::project);
  }

  @Override
  public Optional<ApiKey> findKey(String id) {
    return find(AccountItems.keyAt(id)).map(AccountItems::key);
  }

  private Optional<EnhancedDocument> find(Key place) {
    @Nullable EnhancedDocument found =
        table.call(() -> items.getItem(request -> request.key(place).consistentRead(true)));
    return Optional.ofNullable(found);
  }

  @Override
  public List<Project> projects(Optional<Project> after, int most) {
    return Pages.of(
        list(AccountItems.PROJECTS).stream().map(AccountItems::project), BY_NAME, after, most);
  }

  @Override
  public List<ApiKey> keys(String projectId, Optional<ApiKey> after, int most) {
    return Pages.of(
        list(AccountItems.keysOf(projectId)).stream().map(AccountItems::key), BY_AGE, after, most);
  }

  /** A partition is read whole: its order is the ids', which says nothing to a reader. */
  private List<EnhancedDocument> list(String partition) {
    return table.call(() ->
        items
            .query(request ->
                request
                    .consistentRead(true)
                    .queryConditional(keyEqualTo(key -> key.partitionValue(partition))))
            .items()
            .stream()
            .toList());
  }

  @Override
  public boolean deleteKey(String id) {
    Optional<ApiKey> found = findKey(id);
    found.ifPresent(key -> delete(List.of(key)));
    return found.isPresent();
  }

  @Override
  public boolean deleteProject(String id) {
    List<ApiKey> keys = new ArrayList<>(keys(id));
    while (!keys.isEmpty()) {
      List<ApiKey> some = keys.subList(0, Math.min(MOST_AT_ONCE, keys.size()));
      delete(some);
      some.clear();
    }
    @Nullable EnhancedDocument deleted =
        table.call(() -> items.deleteItem(AccountItems.projectAt(id)));
    return deleted != null;
  }

  private void delete(List<ApiKey> keys) {
    var transaction = TransactWriteItemsEnhancedRequest.builder();
    for (ApiKey key : keys) {
      places(key).forEach(place -> transaction.addDeleteItem(items, place));
    }
    transact(transaction);
  }
}
