package dev.llmapi.aws.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Asks DynamoDB what each request consumed, and writes it down. */
final class Meter implements ExecutionInterceptor {

  /** One request that was answered. */
  record Entry(String operation, double units) {}

  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  /** What was written down since the last time. */
  List<Entry> taken() {
    List<Entry> taken = new ArrayList<>(entries);
    entries.clear();
    return taken;
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    return switch (context.request()) {
      case UpdateItemRequest update ->
          update.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
      case TransactWriteItemsRequest transaction ->
          transaction.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
      case SdkRequest other -> other;
    };
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    String operation = context.request().getClass().getSimpleName().replace("Request", "");
    entries.add(new Entry(operation, units(context.response())));
  }

  private static double units(SdkResponse response) {
    return switch (response) {
      case UpdateItemResponse update -> update.consumedCapacity().capacityUnits();
      case TransactWriteItemsResponse transaction ->
          transaction.consumedCapacity().stream().mapToDouble(each -> each.capacityUnits()).sum();
      case SdkResponse _ -> 0;
    };
  }
}
