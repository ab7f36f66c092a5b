package dev.llmapi.pricing;

import dev.llmapi.catalog.Glob;
import dev.llmapi.catalog.ModelCard;
import dev.llmapi.catalog.ModelNames;
import dev.llmapi.catalog.Models;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All prices: the owner's by pattern before the catalogue's. What was found is kept, so that
 * looking again is one step; names come from callers, so what is kept has a bound. Thread-safe.
 */
public final class PriceBook {

  private static final int MOST_KEPT = 2048;
  private static final LocalDate ALWAYS = LocalDate.EPOCH;

  /** The catalogue's table, read once for all books. */
  private static final class Catalogue {
    static final PriceTable TABLE = PriceTable.read();
    static final TierTable TIERS = TierTable.read();
  }

  private record Key(Offer offer, String tier, LocalDate day) {}

  private record UnitTier(Unit unit, long tier) {}

  private record OwnPrices(Glob pattern, String written, Map<Unit, Long> nanoUsd) {

    /** It names the unit, or one that the unit's price follows. */
    boolean replaces(Unit unit) {
      return nanoUsd.containsKey(unit) || unit.otherwise().filter(this::replaces).isPresent();
    }
  }

  private final PriceTable table;
  private final TierTable tiers = Catalogue.TIERS;
  private final Models models;
  private final List<OwnPrices> overrides;
  private final Map<Key, Optional<PriceCard>> kept = new ConcurrentHashMap<>();

  /** The book of the catalogue and of the owner's prices, of which the first that fits holds. */
  public PriceBook(List<PriceOverride> overrides, Models models) {
    this(Catalogue.TABLE, overrides, models);
  }

  PriceBook(PriceTable table, List<PriceOverride> overrides, Models models) {
    this.table = table;
    this.models = models;
    this.overrides =
        overrides.stream()
            .map(each ->
                new OwnPrices(new Glob(List.of(each.pattern())), each.pattern(), each.nanoUsd()))
            .toList();
  }

  /** The prices of the platform's usual provider, as {@link #find(Offer, LocalDate)}. */
  public Optional<PriceCard> find(String platform, String model, LocalDate day) {
    return find(Offer.of(platform, model), day);
  }

  /**
   * The prices of a model on a day; empty where input or output has none. A dated snapshot has its
   * family's, and a name that means another model has that model's. Before the first day of a
   * price, the first price holds.
   */
  public Optional<PriceCard> find(Offer offer, LocalDate day) {
    return find(offer, "", day);
  }

  /**
   * As {@link #find(Offer, LocalDate)}, in a service tier.
   *
   * @param tier as a request or an answer names it; empty, or one that is not known, is the usual
   */
  public Optional<PriceCard> find(Offer offer, String tier, LocalDate day) {
    BigDecimal times = tiers.times(offer.platform(), bare(offer), tier);
    String dear = times.compareTo(BigDecimal.ONE) == 0 ? "" : tier;
    Key key = new Key(offer, dear, day);
    Optional<PriceCard> known = kept.get(key);
    if (known != null) {
      return known;
    }
    if (kept.size() >= MOST_KEPT) {
      kept.clear();
    }
    List<PriceRow> rows = rows(offer, day);
    List<PriceRow> inTier =
        dear.isEmpty() ? rows : rows.stream().map(row -> inTier(row, times, dear)).toList();
    Optional<PriceCard> found = PriceCard.of(offer.name(), inTier);
    kept.put(key, found);
    return found;
  }

  /** What a call itself costs is the same in every tier. */
  private static PriceRow inTier(PriceRow row, BigDecimal times, String tier) {
    return row.unit() == Unit.REQUEST ? row : row.times(times, tier);
  }

  /** The dearest tier that a call may be served in which asks for that one, or for none (empty). */
  String dearestTier(Offer offer, String asked) {
    return tiers.dearest(offer.platform(), bare(offer), asked);
  }

  private static String bare(Offer offer) {
    return ModelNames.bare(offer.platform(), offer.model());
  }

  /**
   * The prices of the model that a provider says has answered. They are those of the model that was
   * asked where it is only another name of it, such as its dated snapshot, or one that nobody knows
   * the price of: a host may call its models as it likes.
   *
   * @param tier that it was served in
   */
  public Optional<PriceCard> findAnswered(
      Offer asked, String answered, String tier, LocalDate day) {
    Offer told = new Offer(asked.provider(), asked.platform(), answered);
    return isAnother(asked, told)
        ? find(told, tier, day).or(() -> find(asked, tier, day))
        : find(asked, tier, day);
  }

  private boolean isAnother(Offer asked, Offer told) {
    if (told.model().isEmpty() || told.model().equals(asked.model())) {
      return false;
    }
    List<PriceRow> listed = catalogued(told);
    if (listed.isEmpty()) {
      return own(told).filter(own -> !own.pattern().matches(asked.name())).isPresent();
    }
    List<PriceRow> listedAsked = catalogued(asked);
    boolean ownersAlone = listedAsked.isEmpty() && own(asked).isPresent();
    return !ownersAlone && !listed.equals(listedAsked);
  }

  /** The owner's prices of a model: the first pattern that fits. */
  private Optional<OwnPrices> own(Offer offer) {
    return overrides.stream().filter(own -> own.pattern().matches(offer.name())).findFirst();
  }

  private List<PriceRow> rows(Offer offer, LocalDate day) {
    List<PriceRow> rows = new ArrayList<>(inForce(listed(offer), day));
    own(offer)
        .ifPresent(own -> {
          rows.removeIf(row -> own.replaces(row.unit()));
          own.nanoUsd().forEach((unit, price) -> rows.add(row(own.written(), unit, price)));
        });
    return rows;
  }

  private static PriceRow row(String pattern, Unit unit, long nanoUsd) {
    long perMillion = Money.multiply(nanoUsd, Money.MILLION / unit.priced());
    return new PriceRow(
        "llmapi.yaml/" + pattern + "/" + unit.wireName(),
        unit,
        ALWAYS,
        perMillion,
        perMillion,
        0,
        ALWAYS,
        "llmapi.yaml",
        "");
  }

  /** The catalogue's rows of a model, or of all models of its platform. */
  private List<PriceRow> listed(Offer offer) {
    List<PriceRow> rows = catalogued(offer);
    return rows.isEmpty() ? table.rows(offer.platform(), PriceTable.ANY_MODEL) : rows;
  }

  /** The catalogue's rows, by the first of the model's names that has some. */
  private List<PriceRow> catalogued(Offer offer) {
    String bare = ModelNames.bare(offer.platform(), offer.model());
    List<PriceRow> rows = table.rows(offer.platform(), bare);
    if (rows.isEmpty()) {
      rows = table.rows(offer.platform(), ModelNames.family(bare));
    }
    if (rows.isEmpty()) {
      Optional<ModelCard> card = models.known(offer.platform(), bare);
      rows = card.isEmpty() ? List.of() : table.rows(offer.platform(), card.get().id());
    }
    return rows;
  }

  /** Of each unit and tier the row of the latest day that has come, or else of the first. */
  private static List<PriceRow> inForce(List<PriceRow> rows, LocalDate day) {
    Map<UnitTier, PriceRow> best = new LinkedHashMap<>();
    for (PriceRow row : rows) {
      best.merge(
          new UnitTier(row.unit(), row.tierFromTokens()),
          row,
          (one, other) -> better(one, other, day));
    }
    return List.copyOf(best.values());
  }

  private static PriceRow better(PriceRow one, PriceRow other, LocalDate day) {
    boolean inOrder = !one.from().isAfter(other.from());
    PriceRow later = inOrder ? other : one;
    return later.from().isAfter(day) == inOrder ? one : other;
  }
}
