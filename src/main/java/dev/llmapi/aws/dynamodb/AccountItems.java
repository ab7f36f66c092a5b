package dev.llmapi.aws.dynamodb;

import dev.llmapi.store.ApiKey;
import dev.llmapi.store.LimitsText;
import dev.llmapi.store.Project;
import java.time.Instant;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

/** Projects and keys as documents. */
final class AccountItems {

  static final String PROJECTS = "PROJECTS";

  private static final String KEY_SORT = "K";

  static final TableSchema<EnhancedDocument> SCHEMA =
      TableSchema.documentSchemaBuilder()
          .addIndexPartitionKey(TableMetadata.primaryIndexName(), "pk", AttributeValueType.S)
          .addIndexSortKey(TableMetadata.primaryIndexName(), "sk", AttributeValueType.S)
          .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
          .build();

  private AccountItems() {}

  static Key projectAt(String id) {
    return key(PROJECTS, id);
  }

  /** Where a key is found by its id. */
  static Key keyAt(String id) {
    return key("K#" + id, KEY_SORT);
  }

  /** Where the same key is found among its project's. */
  static Key keyAmong(String projectId, String id) {
    return key(keysOf(projectId), id);
  }

  static String keysOf(String projectId) {
    return "A#" + projectId;
  }

  private static Key key(String pk, String sk) {
    return Key.builder().partitionValue(pk).sortValue(sk).build();
  }

  static EnhancedDocument of(Project project) {
    return at(projectAt(project.id()))
        .putString("name", project.name())
        .putString("limits", LimitsText.format(project.limits()))
        .putNumber("shares", project.shares())
        .putBoolean("disabled", project.disabled())
        .putNumber("created", project.createdAt().toEpochMilli())
        .putNumber("version", project.version())
        .build();
  }

  static Project project(EnhancedDocument item) {
    return new Project(
        item.getString("sk"),
        item.getString("name"),
        LimitsText.parse(item.getString("limits")),
        item.getNumber("shares").intValue(),
        item.getBoolean("disabled"),
        Instant.ofEpochMilli(item.getNumber("created").longValue()),
        item.getNumber("version").longValue());
  }

  static EnhancedDocument of(ApiKey key, Key place) {
    return at(place)
        .putString("id", key.id())
        .putString("project", key.projectId())
        .putString("name", key.name())
        .putString("sha256", key.sha256())
        .putString("limits", LimitsText.format(key.limits()))
        .putBoolean("disabled", key.disabled())
        .putNumber("created", key.createdAt().toEpochMilli())
        .putNumber("version", key.version())
        .build();
  }

  static ApiKey key(EnhancedDocument item) {
    return new ApiKey(
        item.getString("id"),
        item.getString("project"),
        item.getString("name"),
        item.getString("sha256"),
        LimitsText.parse(item.getString("limits")),
        item.getBoolean("disabled"),
        Instant.ofEpochMilli(item.getNumber("created").longValue()),
        item.getNumber("version").longValue());
  }

  private static EnhancedDocument.Builder at(Key place) {
    return EnhancedDocument.builder()
        .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
        .putString("pk", place.partitionKeyValue().s())
        .putString("sk", place.sortKeyValue().orElseThrow().s());
  }
}
