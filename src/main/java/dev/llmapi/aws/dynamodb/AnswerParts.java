package dev.llmapi.aws.dynamodb;

import dev.llmapi.model.Body;
import dev.llmapi.model.Slice;
import dev.llmapi.store.StoreUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Bodies that an item of 400 KB does not take, in parts under a name of their own. */
final class AnswerParts {

  static final int PART_BYTES = 300 * 1024;

  private final DynamoTable table;

  AnswerParts(DynamoTable table) {
    this.table = table;
  }

  void write(String partition, String name, Body body, Instant expiresAt) {
    int part = 0;
    for (Iterator<byte[]> pieces = body.pieces(PART_BYTES); pieces.hasNext(); part++) {
      Map<String, AttributeValue> item =
          new HashMap<>(DynamoTable.key(partition, sort(name, part)));
      item.put("body", AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(pieces.next())));
      item.put("ttl", Sweep.ttl(expiresAt));
      table.call(
          () -> table.client().putItem(request -> request.tableName(table.name()).item(item)));
    }
  }

  Body read(String partition, String name) {
    List<Slice> slices = new ArrayList<>();
    for (var item : table.list(partition, sort(name, 0), sort(name, 9999))) {
      AttributeValue body = item.get("body");
      if (body != null) {
        slices.add(Slice.of(body.b().asByteArray()));
      }
    }
    if (slices.isEmpty()) {
      throw new StoreUnavailableException(
          "the parts of an answer are gone", new IllegalStateException(name));
    }
    return new Body(slices);
  }

  private static String sort(String name, int part) {
    return "A#%s#%04d".formatted(name, part);
  }
}
