package dev.llmapi.catalog;

import dev.llmapi.catalog.LifeCycle.Status;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The life-cycles of models, by {@code lifecycle.csv} and {@link Models}. Thread-safe. */
public final class LifeCycles {

  /**
   * The model that is asked.
   *
   * @param notices what the caller is told: that another model answers, or that one soon will not
   * @param gone whether it is retired and nothing replaces it, so that nobody can be asked
   */
  public record Living(String model, List<Notice> notices, boolean gone) {

    public Living {
      notices = List.copyOf(notices);
    }

    /** The model itself, of which there is nothing to tell. */
    public static Living asIs(String model) {
      return new Living(model, List.of(), false);
    }
  }

  private static final int LONGEST_CHAIN = 8;

  private record Key(String platform, String model) {}

  private final Map<Key, LifeCycle> rows = new HashMap<>();
  private final Models models;
  private final PerModel<Optional<LifeCycle>> found = new PerModel<>(this::search);

  /** Reads the table. */
  public LifeCycles(Models models) {
    this(Table.read("lifecycle.csv", 6), models);
  }

  LifeCycles(List<Table.Row> table, Models models) {
    this.models = models;
    for (Table.Row row : table) {
      for (String platform : row.parts(0, "\\|")) {
        for (String model : row.parts(1, "\\|")) {
          if (rows.put(new Key(platform, model), lifeCycle(row, platform, model)) != null) {
            throw row.broken(platform + "/" + model + " has a row already");
          }
        }
      }
    }
    rows.values().forEach(this::requireEnd);
  }

  /**
   * The life-cycle of a platform's model, by any of its names; a listed model without a row is
   * active. Empty for a model that nobody listed.
   */
  public Optional<LifeCycle> find(String platform, String model) {
    return found.of(platform, model);
  }

  /** The model to ask on that day: the model itself, or, where it is retired, what replaces it. */
  public Living living(String platform, String model, LocalDate day) {
    Optional<LifeCycle> found = find(platform, model);
    if (found.isEmpty()) {
      return Living.asIs(model);
    }
    LifeCycle first = found.get();
    Optional<String> successor = successor(first, day);
    List<Notice> notices = new ArrayList<>(1);
    first.noticeOn(day, successor).ifPresent(notices::add);
    if (first.statusOn(day) != Status.RETIRED) {
      return new Living(model, notices, false);
    }
    // The replacement's own end may be near.
    successor
        .flatMap(next -> find(platform, next))
        .flatMap(next -> next.noticeOn(day, successor(next, day)))
        .ifPresent(notices::add);
    return new Living(successor.orElse(model), notices, successor.isEmpty());
  }

  /** The model that lives on that day in the place of another; empty where there is none. */
  public Optional<String> successor(LifeCycle of, LocalDate day) {
    String next = of.replacedBy();
    while (next != null) {
      Optional<LifeCycle> at = find(of.platform(), next);
      if (at.isEmpty() || at.get().statusOn(day) != Status.RETIRED) {
        return Optional.of(next);
      }
      next = at.get().replacedBy();
    }
    return Optional.empty();
  }

  private Optional<LifeCycle> search(String platform, String name) {
    String bare = ModelNames.bare(platform, name);
    return row(platform, bare)
        .or(() -> row(platform, ModelNames.family(bare)))
        .or(() ->
            models
                .known(platform, bare)
                .map(card ->
                    row(platform, card.id())
                        .orElseGet(() ->
                            new LifeCycle(
                                platform, card.id(), Status.ACTIVE, null, null, "models.csv"))));
  }

  private Optional<LifeCycle> row(String platform, String model) {
    return Optional.ofNullable(rows.get(new Key(platform, model)));
  }

  /** A chain of replacements that came back to where it began would never be walked to its end. */
  private void requireEnd(LifeCycle first) {
    LifeCycle at = first;
    for (int step = 0; step < LONGEST_CHAIN; step++) {
      if (at.replacedBy() == null) {
        return;
      }
      Optional<LifeCycle> next = row(first.platform(), at.replacedBy());
      if (next.isEmpty()) {
        return;
      }
      at = next.get();
    }
    throw new IllegalStateException(
        "lifecycle.csv: the replacements of " + first.model() + " have no end");
  }

  private static LifeCycle lifeCycle(Table.Row row, String platform, String model) {
    return new LifeCycle(
        platform, model, status(row), date(row), optional(row.cell(4)), row.cell(5));
  }

  private static Status status(Table.Row row) {
    return Arrays.stream(Status.values())
        .filter(status -> status.wireName().equals(row.cell(2)))
        .findFirst()
        .orElseThrow(() -> row.broken("\"" + row.cell(2) + "\" is no status"));
  }

  private static @Nullable LocalDate date(Table.Row row) {
    try {
      return row.cell(3).isEmpty() ? null : LocalDate.parse(row.cell(3));
    } catch (DateTimeParseException e) {
      throw row.broken("\"" + row.cell(3) + "\" is no date");
    }
  }

  private static @Nullable String optional(String cell) {
    return cell.isEmpty() ? null : cell;
  }
}
