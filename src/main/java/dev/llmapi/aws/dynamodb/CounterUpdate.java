package dev.llmapi.aws.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** An update of one item, put together attribute by attribute. For one use by one thread. */
final class CounterUpdate {

  private final String table;
  private final Map<String, AttributeValue> key;
  private final Map<String, String> aliases = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();
  private final Map<String, List<String>> clauses = new LinkedHashMap<>();
  private final List<String> conditions = new ArrayList<>();

  CounterUpdate(String table, Map<String, AttributeValue> key) {
    this.table = table;
    this.key = key;
  }

  /** Adds to a number, which begins at 0. */
  CounterUpdate add(String attribute, long amount) {
    if (amount != 0) {
      clause("ADD", alias(attribute) + " " + value(AttributeValue.fromN(Long.toString(amount))));
    }
    return this;
  }

  CounterUpdate addAll(Map<String, Long> amounts) {
    amounts.forEach(this::add);
    return this;
  }

  CounterUpdate set(String attribute, AttributeValue value) {
    clause("SET", alias(attribute) + " = " + value(value));
    return this;
  }

  CounterUpdate set(String attribute, String text) {
    return set(attribute, AttributeValue.fromS(text));
  }

  CounterUpdate remove(String attribute) {
    clause("REMOVE", alias(attribute));
    return this;
  }

  CounterUpdate removeAll(List<String> attributes) {
    attributes.forEach(this::remove);
    return this;
  }

  CounterUpdate onlyWith(String attribute) {
    conditions.add("attribute_exists(%s)".formatted(alias(attribute)));
    return this;
  }

  CounterUpdate onlyWith(String attribute, String text) {
    conditions.add("%s = %s".formatted(alias(attribute), value(AttributeValue.fromS(text))));
    return this;
  }

  CounterUpdate onlyWithout(String attribute) {
    conditions.add("attribute_not_exists(%s)".formatted(alias(attribute)));
    return this;
  }

  /** Only where the number, before this update, is not above {@code most}. */
  CounterUpdate onlyUpTo(String attribute, long most) {
    String alias = alias(attribute);
    String bound = value(AttributeValue.fromN(Long.toString(most)));
    String isUpTo = "%s <= %s".formatted(alias, bound);
    conditions.add(most < 0 ? isUpTo : "(attribute_not_exists(%s) OR %s)".formatted(alias, isUpTo));
    return this;
  }

  boolean isEmpty() {
    return clauses.isEmpty();
  }

  UpdateItemRequest.Builder request() {
    UpdateItemRequest.Builder request =
        UpdateItemRequest.builder()
            .tableName(table)
            .key(key)
            .updateExpression(expression())
            .expressionAttributeNames(names());
    if (!values.isEmpty()) {
      request.expressionAttributeValues(values);
    }
    return conditions.isEmpty() ? request : request.conditionExpression(condition());
  }

  /** The same as a part of a transaction. */
  TransactWriteItem transactItem() {
    UpdateItemRequest request = request().build();
    return TransactWriteItem.builder()
        .update(update -> {
          update
              .tableName(table)
              .key(key)
              .updateExpression(request.updateExpression())
              .expressionAttributeNames(request.expressionAttributeNames())
              .conditionExpression(request.conditionExpression());
          if (request.hasExpressionAttributeValues()) {
            update.expressionAttributeValues(request.expressionAttributeValues());
          }
        })
        .build();
  }

  private String expression() {
    List<String> parts = new ArrayList<>();
    clauses.forEach((verb, actions) -> parts.add(verb + " " + String.join(", ", actions)));
    return String.join(" ", parts);
  }

  private String condition() {
    return String.join(" AND ", conditions);
  }

  private Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    aliases.forEach((attribute, alias) -> names.put(alias, attribute));
    return names;
  }

  private void clause(String verb, String action) {
    clauses.computeIfAbsent(verb, _ -> new ArrayList<>()).add(action);
  }

  private String alias(String attribute) {
    return aliases.computeIfAbsent(attribute, _ -> "#a" + aliases.size());
  }

  private String value(AttributeValue value) {
    String placeholder = ":v" + values.size();
    values.put(placeholder, value);
    return placeholder;
  }
}
