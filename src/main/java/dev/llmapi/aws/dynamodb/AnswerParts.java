package dev.llmapi.aws.dynamodb;

import dev.llmapi.model.Body;
import dev.llmapi.model.Slice;
import dev.llmapi.store.KeptAnswer;
import dev.llmapi.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Bodies that an item of 400 KB does not take, in parts under a name of their own. */
final class AnswerParts {

  static final int PART_BYTES = 300 * 1024;

  private static final long MOST_BYTES = 20 * 1024 * 1024;
  private static final int TOO_LARGE_TO_REPEAT = 409;

  private final DynamoTable table;

  AnswerParts(DynamoTable table) {
    this.table = table;
  }

  static boolean isKept(KeptAnswer answer) {
    return answer.body().length() <= MOST_BYTES;
  }

  /** What a repeat of a call is told whose answer is too large to be given again. */
  static KeptAnswer notKept() {
    String json =
        """
        {"error": {"message": "This call was answered and billed, but its answer of more than 20 MB was not kept. \
        Send the call with a new Idempotency-Key to make it again.", "type": "invalid_request_error", \
        "param": null, "code": "idempotent_answer_too_large"}}\
        """;
    return new KeptAnswer(
        TOO_LARGE_TO_REPEAT,
        Map.of("content-type", "application/json"),
        Body.of(json.getBytes(StandardCharsets.UTF_8)));
  }

  void write(String partition, String name, Body body, Instant expiresAt) {
    byte[] bytes = body.joined();
    for (int from = 0; from < bytes.length; from += PART_BYTES) {
      Map<String, AttributeValue> item =
          new HashMap<>(DynamoTable.key(partition, sort(name, from / PART_BYTES)));
      int length = Math.min(PART_BYTES, bytes.length - from);
      byte[] part = new byte[length];
      System.arraycopy(bytes, from, part, 0, length);
      item.put("body", AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(part)));
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
