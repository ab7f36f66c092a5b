package dev.llmapi.catalog;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The models that are listed, by {@code models.csv}. Others are served too. Thread-safe. */
public final class Models {

  private final List<ModelCard> cards;
  private final PerModel<Optional<ModelCard>> known = new PerModel<>(this::findKnown);

  /** Reads the table. */
  public Models() {
    this(Table.read("models.csv", 8));
  }

  Models(List<Table.Row> rows) {
    cards = rows.stream().map(Models::card).toList();
  }

  /** The platform's models, newest family first; none for a platform without a list. */
  public List<ModelCard> of(String platform) {
    return cards.stream().filter(card -> card.platform().equals(platform)).toList();
  }

  /** The platform's model of that name, or the one that the name also means. */
  public Optional<ModelCard> find(String platform, String name) {
    return of(platform).stream()
        .filter(card -> card.id().equals(name) || card.also().contains(name))
        .findFirst();
  }

  /**
   * What is known of a model by any of its names: also those of its dated snapshots, and at Azure
   * those of OpenAI's models. Looked up once for each name.
   */
  public Optional<ModelCard> known(String platform, String name) {
    return known.of(platform, name);
  }

  private Optional<ModelCard> findKnown(String platform, String name) {
    String maker = platform.equals("azure") ? "openai" : platform;
    String bare = ModelNames.bare(platform, name);
    return find(maker, bare).or(() -> find(maker, ModelNames.family(bare)));
  }

  private static ModelCard card(Table.Row row) {
    return new ModelCard(
        row.cell(0),
        row.cell(1),
        created(row),
        optionalNumber(row, 3),
        optionalNumber(row, 4),
        row.parts(5, " "),
        row.parts(6, " "),
        row.parts(7, "\\|"));
  }

  private static @Nullable LocalDate created(Table.Row row) {
    try {
      return row.cell(2).isEmpty() ? null : LocalDate.parse(row.cell(2));
    } catch (DateTimeParseException e) {
      throw row.broken("\"" + row.cell(2) + "\" is no date");
    }
  }

  private static @Nullable Integer optionalNumber(Table.Row row, int column) {
    return row.cell(column).isEmpty() ? null : row.number(column);
  }
}
