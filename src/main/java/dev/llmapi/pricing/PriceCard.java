package dev.llmapi.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The prices of one model on one day. It always has a price for input and for output. Immutable.
 */
public final class PriceCard {

  /** OpenRouter's names of the prices that {@code GET /v1/models} tells. */
  private static final Map<Unit, String> OPENROUTER_NAMES = openRouterNames();

  private final String model;
  private final Map<Unit, List<PriceRow>> tiers = new EnumMap<>(Unit.class);

  private PriceCard(String model, List<PriceRow> rows) {
    this.model = model;
    for (PriceRow row : rows) {
      tiers.computeIfAbsent(row.unit(), _ -> new ArrayList<>()).add(row);
    }
    tiers.replaceAll((_, unsorted) ->
        unsorted.stream().sorted(Comparator.comparingLong(PriceRow::tierFromTokens)).toList());
  }

  /** The card of these rows; empty where input or output has no price for a short prompt. */
  static Optional<PriceCard> of(String model, List<PriceRow> rows) {
    PriceCard card = new PriceCard(model, rows);
    return card.hasBase(Unit.INPUT) && card.hasBase(Unit.OUTPUT)
        ? Optional.of(card)
        : Optional.empty();
  }

  private boolean hasBase(Unit unit) {
    List<PriceRow> rows = tiers.get(unit);
    return rows != null && rows.getFirst().tierFromTokens() == 0;
  }

  /** The model whose prices these are, {@code provider/model}. */
  public String model() {
    return model;
  }

  /** The row for a unit of a call whose prompt has that many tokens; empty where it is free. */
  public Optional<PriceRow> row(Unit unit, long promptTokens) {
    Unit at = unit;
    while (true) {
      Optional<PriceRow> row = ownRow(at, promptTokens);
      Optional<Unit> next = at.otherwise();
      if (row.isPresent() || next.isEmpty()) {
        return row;
      }
      at = next.get();
    }
  }

  private Optional<PriceRow> ownRow(Unit unit, long promptTokens) {
    PriceRow last = null;
    for (PriceRow row : tiers.getOrDefault(unit, List.of())) {
      if (row.tierFromTokens() == 0 || promptTokens > row.tierFromTokens()) {
        last = row;
      }
    }
    return Optional.ofNullable(last);
  }

  /** Every row that a call may come to be billed by whose prompt has at most that many tokens. */
  List<PriceRow> rows(Set<Unit> units, long mostPromptTokens) {
    List<PriceRow> rows = new ArrayList<>();
    for (Unit unit : units) {
      Unit at = unit;
      while (!tiers.containsKey(at) && at.otherwise().isPresent()) {
        at = at.otherwise().get();
      }
      for (PriceRow row : tiers.getOrDefault(at, List.of())) {
        if (!rows.contains(row)
            && (row.tierFromTokens() == 0 || mostPromptTokens > row.tierFromTokens())) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  /**
   * The prices as OpenRouter's {@code pricing} has them: USD for one token, or for one request, as
   * exact decimals.
   */
  public Map<String, String> pricing() {
    Map<String, String> pricing = new LinkedHashMap<>();
    OPENROUTER_NAMES.forEach((unit, name) -> {
      if (tiers.containsKey(unit)) {
        row(unit, 0).ifPresent(row -> pricing.put(name, usdForOne(row)));
      }
    });
    return pricing;
  }

  private static String usdForOne(PriceRow row) {
    return Money.plain(BigDecimal.valueOf(row.nanoUsd(), Money.NANO_DIGITS + 6));
  }

  private static Map<Unit, String> openRouterNames() {
    Map<Unit, String> names = new EnumMap<>(Unit.class);
    names.put(Unit.INPUT, "prompt");
    names.put(Unit.OUTPUT, "completion");
    names.put(Unit.CACHED_INPUT, "input_cache_read");
    names.put(Unit.CACHE_WRITE, "input_cache_write");
    names.put(Unit.IMAGE_INPUT, "image_token");
    names.put(Unit.IMAGE_OUTPUT, "image_output");
    names.put(Unit.AUDIO_INPUT, "audio");
    names.put(Unit.AUDIO_OUTPUT, "audio_output");
    names.put(Unit.REQUEST, "request");
    return names;
  }
}
