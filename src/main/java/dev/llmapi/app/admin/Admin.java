package dev.llmapi.app.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.pipeline.Callers;
import dev.llmapi.policy.KeyFormat;
import dev.llmapi.policy.Limits;
import dev.llmapi.policy.Quantity;
import dev.llmapi.store.Accounts;
import dev.llmapi.store.Accounts.Written;
import dev.llmapi.store.ApiKey;
import dev.llmapi.store.Ledger;
import dev.llmapi.store.Project;
import dev.llmapi.wire.json.BodyWriter;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Makes, lists, changes and removes projects and keys. A key's secret is told once, when it is made
 * or rotated. Thread-safe.
 */
public final class Admin {

  private static final int LONGEST_NAME = 200;

  private final Accounts accounts;
  private final Ledger ledger;
  private final Callers callers;
  private final InstantSource clock;
  private final RandomGenerator random;

  public Admin(
      Accounts accounts,
      Ledger ledger,
      Callers callers,
      InstantSource clock,
      RandomGenerator random) {
    this.accounts = accounts;
    this.ledger = ledger;
    this.callers = callers;
    this.clock = clock;
    this.random = random;
  }

  /** {@code POST /admin/projects}. */
  public byte[] createProject(Slice body) {
    JsonNode given = object(body);
    Project project =
        new Project(
            KeyFormat.newId(random),
            name(given),
            LimitsJson.read(given.path("limits"), Limits.NONE),
            shares(given),
            false,
            clock.instant(),
            1);
    require(accounts.create(project));
    return write(project);
  }

  /** {@code GET /admin/projects}. */
  public byte[] projects() {
    return list(accounts.projects(), this::writeProject);
  }

  /** {@code GET /admin/projects/{id}}. */
  public byte[] project(String id) {
    return write(findProject(id));
  }

  /** {@code PATCH /admin/projects/{id}}: what the body names is changed, the rest stays. */
  public byte[] changeProject(String id, Slice body) {
    JsonNode given = object(body);
    Project old = findProject(id);
    if (given.has("shares") && shares(given) != old.shares()) {
      throw LimitsJson.wrong("shares", "is fixed when the project is made");
    }
    Project changed =
        new Project(
            id,
            given.has("name") ? name(given) : old.name(),
            LimitsJson.read(given.path("limits"), old.limits()),
            old.shares(),
            disabled(given, old.disabled()),
            old.createdAt(),
            old.version() + 1);
    require(accounts.replace(changed));
    callers.forget();
    return write(changed);
  }

  /** {@code DELETE /admin/projects/{id}}: its keys go with it. */
  public byte[] deleteProject(String id) {
    return deleted("project", id, accounts.deleteProject(id));
  }

  /** {@code POST /admin/keys}: the answer holds the key, this once. */
  public byte[] createKey(Slice body) {
    JsonNode given = object(body);
    Project project = findProject(text(given, "project"));
    String id = KeyFormat.newId(random);
    String secret = KeyFormat.newKey(id, random);
    ApiKey key =
        new ApiKey(
            id,
            project.id(),
            given.has("name") ? name(given) : "",
            KeyFormat.sha256(secret),
            LimitsJson.read(given.path("limits"), Limits.NONE),
            false,
            clock.instant(),
            1);
    require(accounts.create(key));
    return shown(key, secret);
  }

  /** {@code GET /admin/keys}: all of them, by project. */
  public byte[] keys() {
    List<ApiKey> keys =
        accounts.projects().stream()
            .flatMap(project -> accounts.keys(project.id()).stream())
            .toList();
    return list(keys, Admin::writeKey);
  }

  /** {@code GET /admin/keys/{id}}. */
  public byte[] key(String id) {
    return write(findKey(id));
  }

  /** {@code PATCH /admin/keys/{id}}: what the body names is changed, the rest stays. */
  public byte[] changeKey(String id, Slice body) {
    JsonNode given = object(body);
    ApiKey old = findKey(id);
    ApiKey changed =
        new ApiKey(
            id,
            old.projectId(),
            given.has("name") ? name(given) : old.name(),
            old.sha256(),
            LimitsJson.read(given.path("limits"), old.limits()),
            disabled(given, old.disabled()),
            old.createdAt(),
            old.version() + 1);
    require(accounts.replace(changed));
    callers.forget();
    return write(changed);
  }

  /** {@code POST /admin/keys/{id}/rotate}: a new secret; the old one ends. */
  public byte[] rotateKey(String id) {
    ApiKey old = findKey(id);
    String secret = KeyFormat.newKey(id, random);
    ApiKey changed =
        new ApiKey(
            id,
            old.projectId(),
            old.name(),
            KeyFormat.sha256(secret),
            old.limits(),
            old.disabled(),
            old.createdAt(),
            old.version() + 1);
    require(accounts.replace(changed));
    callers.forget();
    return shown(changed, secret);
  }

  /** {@code DELETE /admin/keys/{id}}. */
  public byte[] deleteKey(String id) {
    return deleted("key", id, accounts.deleteKey(id));
  }

  private byte[] deleted(String object, String id, boolean was) {
    callers.forget();
    if (!was) {
      throw unknown(object, id);
    }
    return BodyWriter.write(
            (_, json) -> {
              json.writeStartObject();
              json.writeStringField("id", id);
              json.writeStringField("object", object);
              json.writeBooleanField("deleted", true);
              json.writeEndObject();
            })
        .joined();
  }

  private Project findProject(String id) {
    return accounts
        .findProject(id)
        .or(() -> accounts.projects().stream().filter(each -> each.name().equals(id)).findFirst())
        .orElseThrow(() -> unknown("project", id));
  }

  private ApiKey findKey(String id) {
    return accounts.findKey(id).orElseThrow(() -> unknown("key", id));
  }

  private static FailureException unknown(String object, String id) {
    String shown = id.length() > 40 ? id.substring(0, 40) + "…" : id;
    return FailureException.of(
        FailureKind.NOT_FOUND,
        "There is no %s '%s'. GET /admin/%ss lists them.".formatted(object, shown, object));
  }

  private static void require(Written written) {
    if (written == Written.CONFLICT) {
      throw FailureException.of(
          FailureKind.CONFLICT,
          "It was changed by somebody else just now. Read it, and try again.");
    }
  }

  private static JsonNode object(Slice body) {
    try {
      JsonNode given = Json.tree(body);
      if (given.isObject()) {
        return given;
      }
    } catch (IOException e) {
      // Told below: the body is not quoted, whatever it is.
    }
    throw FailureException.of(FailureKind.BAD_REQUEST, "The body must be a JSON object.");
  }

  private static String text(JsonNode given, String member) {
    JsonNode value = given.path(member);
    if (value.isMissingNode() || value.isNull()) {
      throw FailureException.of(
          FailureKind.MISSING_PARAMETER, "Missing required parameter: '" + member + "'.", member);
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw LimitsJson.wrong(member, "must be a string that is not empty");
    }
    return value.textValue();
  }

  private static String name(JsonNode given) {
    String name = text(given, "name");
    if (name.length() > LONGEST_NAME) {
      throw LimitsJson.wrong("name", "has more than " + LONGEST_NAME + " characters");
    }
    return name;
  }

  private static int shares(JsonNode given) {
    JsonNode value = given.path("shares");
    if (value.isMissingNode() || value.isNull()) {
      return 1;
    }
    if (!value.isInt() || value.intValue() < 1 || value.intValue() > Project.MAX_SHARES) {
      throw LimitsJson.wrong("shares", "must be a whole number from 1 to " + Project.MAX_SHARES);
    }
    return value.intValue();
  }

  private static boolean disabled(JsonNode given, boolean before) {
    JsonNode value = given.path("disabled");
    if (value.isMissingNode()) {
      return before;
    }
    if (!value.isBoolean()) {
      throw LimitsJson.wrong("disabled", "must be true or false");
    }
    return value.booleanValue();
  }

  /** Writes one element. */
  @FunctionalInterface
  private interface Writing<T> {
    void write(JsonGenerator json, T element) throws IOException;
  }

  private static <T> byte[] list(List<T> elements, Writing<T> writing) {
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
              json.writeEndObject();
            })
        .joined();
  }

  private byte[] write(Project project) {
    return one(json -> writeProject(json, project));
  }

  private static byte[] write(ApiKey key) {
    return one(json -> writeKey(json, key));
  }

  private static byte[] shown(ApiKey key, String secret) {
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

  private void writeProject(JsonGenerator json, Project project) throws IOException {
    json.writeStringField("id", project.id());
    json.writeStringField("object", "project");
    json.writeStringField("name", project.name());
    LimitsJson.write(json, project.limits());
    json.writeNumberField("shares", project.shares());
    json.writeBooleanField("disabled", project.disabled());
    json.writeNumberField("created", project.createdAt().getEpochSecond());
    Map<String, Long> counters = ledger.counters(project.id());
    Instant now = clock.instant();
    json.writeObjectFieldStart("used");
    for (Quantity quantity :
        List.of(Quantity.USD_TOTAL, Quantity.USD_MONTH, Quantity.USD_DAY, Quantity.RESERVED)) {
      String name = quantity == Quantity.RESERVED ? "usd_reserved" : quantity.limitName();
      long value = counters.getOrDefault(quantity.counter(now), 0L);
      json.writeNumberField(name, LimitsJson.usd(value));
    }
    json.writeEndObject();
  }

  private static void writeKey(JsonGenerator json, ApiKey key) throws IOException {
    json.writeStringField("id", key.id());
    json.writeStringField("object", "key");
    json.writeStringField("project", key.projectId());
    json.writeStringField("name", key.name());
    LimitsJson.write(json, key.limits());
    json.writeBooleanField("disabled", key.disabled());
    json.writeNumberField("created", key.createdAt().getEpochSecond());
  }
}
