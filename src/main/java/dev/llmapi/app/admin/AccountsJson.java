package dev.llmapi.app.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.app.admin.Lists.Page;
import dev.llmapi.policy.Quantity;
import dev.llmapi.store.ApiKey;
import dev.llmapi.store.Project;
import dev.llmapi.wire.json.BodyWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes projects and keys as the administration tells them. */
final class AccountsJson {

  private AccountsJson() {}

  /** Writes one element. */
  @FunctionalInterface
  interface Writing<T> {
    void write(JsonGenerator json, T element) throws IOException;
  }

  /** A page of a list, as OpenAI's lists are. */
  static <T> byte[] list(Page<T> page, Function<T, String> id, Writing<T> writing) {
    List<T> elements = page.elements();
    return BodyWriter.write(
            (_, json) -> {
              json.writeStartObject();
              json.writeStringField("object", "list");
              json.writeArrayFieldStart("data");
              for (T element : elements) {
                json.writeStartObject();
                writing.write(json, element);
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeStringField(
                  "first_id", elements.isEmpty() ? null : id.apply(elements.getFirst()));
              json.writeStringField(
                  "last_id", elements.isEmpty() ? null : id.apply(elements.getLast()));
              json.writeBooleanField("has_more", page.hasMore());
              json.writeEndObject();
            })
        .joined();
  }

  static byte[] deleted(String object, String id) {
    return one(json -> {
      json.writeStringField("id", id);
      json.writeStringField("object", object);
      json.writeBooleanField("deleted", true);
    });
  }

  static byte[] write(Project project, Map<String, Long> counters, Instant now) {
    return one(json -> writeProject(json, project, counters, now));
  }

  static byte[] write(ApiKey key) {
    return one(json -> writeKey(json, key));
  }

  static byte[] shown(ApiKey key, String secret) {
    return one(json -> {
      json.writeStringField("key", secret);
      writeKey(json, key);
    });
  }

  /** Writes an object's members. */
  @FunctionalInterface
  private interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  private static byte[] one(Content content) {
    return BodyWriter.write(
            (_, json) -> {
              json.writeStartObject();
              content.write(json);
              json.writeEndObject();
            })
        .joined();
  }

  static void writeProject(
      JsonGenerator json, Project project, Map<String, Long> counters, Instant now)
      throws IOException {
    json.writeStringField("id", project.id());
    json.writeStringField("object", "project");
    json.writeStringField("name", project.name());
    LimitsJson.write(json, project.limits());
    json.writeNumberField("shares", project.shares());
    json.writeBooleanField("disabled", project.disabled());
    json.writeNumberField("created", project.createdAt().getEpochSecond());
    json.writeObjectFieldStart("used");
    for (Quantity quantity :
        List.of(Quantity.USD_TOTAL, Quantity.USD_MONTH, Quantity.USD_DAY, Quantity.RESERVED)) {
      String name = quantity == Quantity.RESERVED ? "usd_reserved" : quantity.limitName();
      long value = counters.getOrDefault(quantity.counter(now), 0L);
      json.writeNumberField(name, LimitsJson.usd(value));
    }
    json.writeEndObject();
  }

  static void writeKey(JsonGenerator json, ApiKey key) throws IOException {
    json.writeStringField("id", key.id());
    json.writeStringField("object", "key");
    json.writeStringField("project", key.projectId());
    json.writeStringField("name", key.name());
    LimitsJson.write(json, key.limits());
    json.writeBooleanField("disabled", key.disabled());
    json.writeNumberField("created", key.createdAt().getEpochSecond());
  }
}
