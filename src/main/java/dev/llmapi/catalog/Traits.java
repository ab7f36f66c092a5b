package dev.llmapi.catalog;

import dev.llmapi.model.Target;
import dev.llmapi.model.Trait;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a wire has to know of a model, by {@code traits.csv}. Thread-safe. */
public final class Traits {

  private record Row(Glob platform, Glob model, Set<Trait> traits, int maxOutputTokens) {}

  private final List<Row> rows;
  private final PerModel<Target> targets = new PerModel<>(this::find);

  /** Reads the table. */
  public Traits() {
    this(Table.read("traits.csv", 4));
  }

  Traits(List<Table.Row> rows) {
    this.rows = rows.stream().map(Traits::row).toList();
  }

  /**
   * The target for a model of the platform. A name that nobody has seen is taken for one of the
   * platform's newest family.
   *
   * @param platform openai, azure, anthropic, gemini, openrouter, compatible or sandbox
   * @param upstreamModel the model as the platform names it
   * @throws IllegalArgumentException when the platform is none of these
   */
  public Target target(String platform, String upstreamModel) {
    return targets.of(platform, upstreamModel);
  }

  private Target find(String platform, String model) {
    for (Row row : rows) {
      if (row.platform().matches(platform) && row.model().matches(model)) {
        return new Target(model, row.traits(), row.maxOutputTokens());
      }
    }
    throw new IllegalArgumentException("traits.csv has no rows for platform " + platform);
  }

  private static Row row(Table.Row row) {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    for (String name : row.parts(2, " ")) {
      traits.add(
          Arrays.stream(Trait.values())
              .filter(trait -> trait.name().equals(name))
              .findFirst()
              .orElseThrow(() -> row.broken("\"" + name + "\" is no trait")));
    }
    return new Row(Glob.of(row.cell(0)), Glob.of(row.cell(1)), traits, row.number(3));
  }
}
