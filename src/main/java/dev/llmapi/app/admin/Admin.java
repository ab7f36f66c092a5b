package dev.llmapi.app.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.pipeline.Callers;
import dev.llmapi.policy.KeyFormat;
import dev.llmapi.policy.Limits;
import dev.llmapi.store.Accounts;
import dev.llmapi.store.Accounts.Written;
import dev.llmapi.store.ApiKey;
import dev.llmapi.store.Ledger;
import dev.llmapi.store.Project;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Makes, lists, changes and removes projects and keys. A key's secret is told once, when it is made
 * or rotated. Thread-safe.
 */
public final class Admin {

  private final Accounts accounts;
  private final Lists lists;
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
    this.lists = new Lists(accounts);
    this.ledger = ledger;
    this.callers = callers;
    this.clock = clock;
    this.random = random;
  }

  /** {@code POST /admin/projects}. */
  public byte[] createProject(Slice body) {
    JsonNode given = Given.object(body, "name", "limits", "shares", "disabled");
    Project project =
        new Project(
            KeyFormat.newId(random),
            Given.name(given),
            LimitsJson.read(given.path("limits"), Limits.NONE),
            Given.shares(given),
            Given.disabled(given, false),
            clock.instant(),
            1);
    require(accounts.create(project));
    return written(project);
  }

  /** {@code GET /admin/projects}. */
  public byte[] projects(PageAsked asked) {
    Instant now = clock.instant();
    return AccountsJson.list(
        lists.projects(asked),
        Project::id,
        (json, project) ->
            AccountsJson.writeProject(json, project, ledger.counters(project.id()), now));
  }

  /** {@code GET /admin/projects/{id}}. */
  public byte[] project(String id) {
    return written(findProject(id));
  }

  /** {@code PATCH /admin/projects/{id}}: what the body names is changed, the rest stays. */
  public byte[] changeProject(String id, Slice body) {
    JsonNode given = Given.object(body, "name", "limits", "shares", "disabled");
    Project old = findProject(id);
    if (given.has("shares") && Given.shares(given) != old.shares()) {
      throw LimitsJson.wrong("shares", "is fixed when the project is made");
    }
    Project changed =
        new Project(
            old.id(),
            given.has("name") ? Given.name(given) : old.name(),
            LimitsJson.read(given.path("limits"), old.limits()),
            old.shares(),
            Given.disabled(given, old.disabled()),
            old.createdAt(),
            old.version() + 1);
    require(accounts.replace(changed));
    callers.forget();
    return written(changed);
  }

  /** {@code DELETE /admin/projects/{id}}: its keys go with it. */
  public byte[] deleteProject(String id) {
    Project old = findProject(id);
    return deleted("project", old.id(), accounts.deleteProject(old.id()));
  }

  /** The id of the project of that id or name; what is none may be one that was removed. */
  public String projectId(String idOrName) {
    return accounts.projects().stream()
        .filter(each -> each.name().equals(idOrName))
        .findFirst()
        .map(_ -> findProject(idOrName).id())
        .orElse(idOrName);
  }

  /** {@code POST /admin/keys}: the answer holds the key, this once. */
  public byte[] createKey(Slice body) {
    JsonNode given = Given.object(body, "project", "name", "limits", "disabled");
    Project project = findProject(Given.text(given, "project"));
    String id = KeyFormat.newId(random);
    String secret = KeyFormat.newKey(id, random);
    ApiKey key =
        new ApiKey(
            id,
            project.id(),
            given.has("name") ? Given.name(given) : "",
            KeyFormat.sha256(secret),
            LimitsJson.read(given.path("limits"), Limits.NONE),
            Given.disabled(given, false),
            clock.instant(),
            1);
    require(accounts.create(key));
    return AccountsJson.shown(key, secret);
  }

  /**
   * {@code GET /admin/keys}: those of all projects, by project; with {@code project}, those of one.
   */
  public byte[] keys(Optional<String> ofProject, PageAsked asked) {
    return AccountsJson.list(
        lists.keys(ofProject.map(this::findProject), asked), ApiKey::id, AccountsJson::writeKey);
  }

  /** {@code GET /admin/keys/{id}}. */
  public byte[] key(String id) {
    return AccountsJson.write(findKey(id));
  }

  /** {@code PATCH /admin/keys/{id}}: what the body names is changed, the rest stays. */
  public byte[] changeKey(String id, Slice body) {
    JsonNode given = Given.object(body, "name", "limits", "disabled");
    ApiKey old = findKey(id);
    ApiKey changed =
        new ApiKey(
            id,
            old.projectId(),
            given.has("name") ? Given.name(given) : old.name(),
            old.sha256(),
            LimitsJson.read(given.path("limits"), old.limits()),
            Given.disabled(given, old.disabled()),
            old.createdAt(),
            old.version() + 1);
    require(accounts.replace(changed));
    callers.forget();
    return AccountsJson.write(changed);
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
    return AccountsJson.shown(changed, secret);
  }

  /** {@code DELETE /admin/keys/{id}}. */
  public byte[] deleteKey(String id) {
    return deleted("key", id, accounts.deleteKey(id));
  }

  private byte[] written(Project project) {
    return AccountsJson.write(project, ledger.counters(project.id()), clock.instant());
  }

  private byte[] deleted(String object, String id, boolean was) {
    callers.forget();
    if (!was) {
      throw unknown(object, id);
    }
    return AccountsJson.deleted(object, id);
  }

  /** By its id, or by its name if no other has it: a key shall not land in the wrong one. */
  private Project findProject(String id) {
    return accounts
        .findProject(id)
        .orElseGet(() -> {
          List<Project> named =
              accounts.projects().stream().filter(each -> each.name().equals(id)).toList();
          if (named.size() > 1) {
            throw FailureException.of(
                FailureKind.CONFLICT,
                "%d projects are named '%s'; take the id of one: %s."
                    .formatted(
                        named.size(),
                        shown(id),
                        named.stream().map(Project::id).collect(Collectors.joining(", "))));
          }
          return named.stream().findFirst().orElseThrow(() -> unknown("project", id));
        });
  }

  private ApiKey findKey(String id) {
    return accounts.findKey(id).orElseThrow(() -> unknown("key", id));
  }

  private static FailureException unknown(String object, String id) {
    return FailureException.of(
        FailureKind.NOT_FOUND,
        "There is no %s '%s'. GET /admin/%ss lists them.".formatted(object, shown(id), object));
  }

  private static String shown(String id) {
    return id.length() > 40 ? id.substring(0, 40) + "…" : id;
  }

  private static void require(Written written) {
    if (written == Written.CONFLICT) {
      throw FailureException.of(
          FailureKind.CONFLICT,
          "It was changed by somebody else just now. Read it, and try again.");
    }
  }
}
