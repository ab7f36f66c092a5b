package dev.llmapi.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.catalog.Models;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceBookTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
  private static final long USD = Money.NANO_PER_USD;

  private final PriceBook book = book();

  @ParameterizedTest
  @CsvSource({
    // platform, model, day, unit, prompt tokens, nano-USD for a million
    "openai, gpt-5.4, 2026-11-25, INPUT, 1000, 2500000000",
    "openai, gpt-5.4, 2026-11-25, INPUT, 272000, 2500000000",
    "openai, gpt-5.4, 2026-11-25, INPUT, 272001, 5000000000",
    "openai, gpt-5.4, 2026-11-25, OUTPUT, 272001, 22500000000",
    "openai, gpt-5.4, 2026-11-25, CACHED_INPUT, 1, 250000000",
    "openai, gpt-5.4-2026-03-05, 2026-11-25, OUTPUT, 1, 15000000000",
    "azure, gpt-5.4, 2026-11-25, OUTPUT, 1, 15000000000",
    "openai, gpt-5.6-sol, 2026-07-20, INPUT, 1, 5000000000",
    "openai, gpt-5.6-sol, 2026-07-30, INPUT, 1, 4000000000",
    "openai, gpt-5.6-sol, 2025-01-01, INPUT, 1, 5000000000",
    "anthropic, claude-haiku-4-5-20251001, 2026-11-25, OUTPUT, 1, 5000000000",
    "anthropic, claude-haiku-4.5, 2026-11-25, OUTPUT, 1, 5000000000",
    "anthropic, claude-sonnet-4-5, 2026-11-25, INPUT, 200001, 6000000000",
    "anthropic, claude-sonnet-4-6, 2026-11-25, INPUT, 200001, 3000000000",
    "gemini, models/gemini-2.5-pro, 2026-11-25, INPUT, 200001, 2500000000",
    "gemini, gemini-3.8-flash, 2026-12-31, OUTPUT, 1, 3750000000",
    "gemini, gemini-3.8-flash, 2027-01-01, OUTPUT, 1, 7500000000",
    "gemini, gemini-2.0-flash-image, 2026-11-25, IMAGE_OUTPUT, 1, 60000000000",
    "gemini, gemini-2.5-flash, 2026-11-25, AUDIO_INPUT, 1, 1000000000",
    "sandbox, sandbox/chat, 2026-11-25, OUTPUT, 1, 2000000000",
  })
  void find_model_hasThePriceOfTheDay(
      String platform, String model, LocalDate day, Unit unit, long prompt, long nanoUsd) {
    assertThat(book.find(platform, model, day).orElseThrow().row(unit, prompt))
        .hasValueSatisfying(row -> assertThat(row.nanoUsd()).isEqualTo(nanoUsd));
  }

  @Test
  void find_unitWithoutRow_followsInputOrOutput() {
    PriceCard card = book.find("openai", "gpt-5.4-mini", TODAY).orElseThrow();

    assertThat(card.row(Unit.CACHE_WRITE, 1)).isEqualTo(card.row(Unit.INPUT, 1));
    assertThat(card.row(Unit.IMAGE_OUTPUT, 1)).isEqualTo(card.row(Unit.OUTPUT, 1));
    assertThat(card.row(Unit.REQUEST, 1)).isEmpty();
  }

  @Test
  void find_row_tellsItsIdAndSource() {
    PriceRow row =
        book.find("azure", "gpt-5.4", TODAY).orElseThrow().row(Unit.INPUT, 300_000).orElseThrow();

    assertThat(row.id()).isEqualTo("azure/gpt-5.4/input@2026-03-05>272000");
    assertThat(row.source()).isEqualTo("genai-prices 0.1.8");
    assertThat(row.checkedOn()).isEqualTo(LocalDate.of(2026, 9, 23));
    assertThat(row.reserveNanoUsd()).isEqualTo(row.nanoUsd());
  }

  @Test
  void find_disputedRow_reservesTheHigher() {
    PriceRow row =
        book.find("anthropic", "claude-sonnet-5", TODAY)
            .orElseThrow()
            .row(Unit.OUTPUT, 1)
            .orElseThrow();

    assertThat(row.nanoUsd()).isEqualTo(10 * USD);
    assertThat(row.reserveNanoUsd()).isEqualTo(15 * USD);
  }

  @Test
  void find_unknownModel_isEmpty() {
    assertThat(book.find("openrouter", "meta/llama", TODAY)).isEmpty();
    assertThat(book.find("compatible", "gpt-5.4", TODAY)).isEmpty();
  }

  @Test
  void find_ownPrices_comeFirstAndInOrder() {
    PriceBook own =
        book(
            new PriceOverride("wall/big-*", Map.of(Unit.INPUT, 2 * USD, Unit.OUTPUT, 3 * USD)),
            new PriceOverride("wall/*", Map.of(Unit.INPUT, USD, Unit.OUTPUT, USD)));

    assertThat(price(own, new Offer("wall", "compatible", "big-1"), Unit.OUTPUT))
        .isEqualTo(3 * USD);
    assertThat(price(own, new Offer("wall", "compatible", "a/b"), Unit.OUTPUT)).isEqualTo(USD);
    assertThat(own.find(new Offer("other", "compatible", "big-1"), TODAY)).isEmpty();
  }

  @Test
  void find_ownInputPrice_replacesWhatFollowsIt() {
    PriceBook own = book(new PriceOverride("openai/*", Map.of(Unit.INPUT, USD)));
    Offer offer = Offer.of("openai", "gpt-5.4");

    assertThat(price(own, offer, Unit.INPUT)).isEqualTo(USD);
    assertThat(price(own, offer, Unit.CACHED_INPUT)).isEqualTo(USD);
    assertThat(price(own, offer, Unit.OUTPUT)).isEqualTo(15 * USD);
    assertThat(own.find(offer, TODAY).orElseThrow().row(Unit.INPUT, 500_000).orElseThrow().id())
        .isEqualTo("llmapi.yaml/openai/*/input");
  }

  @Test
  void find_ownPriceWithoutOutput_isNoPrice() {
    PriceBook own = book(new PriceOverride("wall/*", Map.of(Unit.INPUT, USD)));

    assertThat(own.find(new Offer("wall", "compatible", "m"), TODAY)).isEmpty();
  }

  @Test
  void find_ownPriceOfARequest_isForOne() {
    PriceBook own =
        book(
            new PriceOverride(
                "wall/*", Map.of(Unit.INPUT, 0L, Unit.OUTPUT, 0L, Unit.REQUEST, USD / 10)));
    PriceCard card = own.find(new Offer("wall", "compatible", "m"), TODAY).orElseThrow();

    assertThat(Bill.of(card, dev.llmapi.model.Usage.ZERO).nanoUsd()).isEqualTo(USD / 10);
    assertThat(card.pricing())
        .containsExactly(
            Map.entry("prompt", "0"), Map.entry("completion", "0"), Map.entry("request", "0.1"));
  }

  @ParameterizedTest
  @CsvSource({
    // asked, answered, whose output price in USD for a million
    "openai, gpt-4o, '', 10",
    "openai, gpt-4o, gpt-4o, 10",
    "openai, gpt-4o, gpt-4o-2024-08-06, 10",
    "openai, gpt-4o, gpt-4o-mini-2024-07-18, 0.6",
    "openai, gpt-6-sol, gpt-6-luna, 0.5",
    "openai, gpt-6-sol, somebody-new, 10",
    "azure, gpt-4o, gpt-4o-2024-08-06, 10",
    "anthropic, claude-haiku-4.5, claude-haiku-4-5-20251001, 5",
    "gemini, gemini-2.5-pro, models/gemini-2.5-flash, 2.5",
    "openai, gpt-5.4, gpt-5.4-2026-03-05, 7",
    "openai, gpt-5.4, gpt-4o, 10",
    "openai, our-own, gpt-4o-2024-08-06, 9",
    "wall, big-1, /models/big.gguf, 3",
    "wall, auto, big-1, 3",
    "wall, auto, small-1, 1",
    "sandbox, chat, sandbox/chat, 2",
  })
  void findAnswered_model_isBilledByWhatAnsweredIfKnown(
      String provider, String model, String answered, BigDecimal usd) {
    PriceBook own =
        book(
            new PriceOverride("openai/gpt-5.4", Map.of(Unit.OUTPUT, 7 * USD)),
            new PriceOverride("openai/our-own", Map.of(Unit.INPUT, USD, Unit.OUTPUT, 9 * USD)),
            new PriceOverride("wall/big-*", Map.of(Unit.INPUT, 2 * USD, Unit.OUTPUT, 3 * USD)),
            new PriceOverride("wall/*", Map.of(Unit.INPUT, USD, Unit.OUTPUT, USD)));
    String platform = provider.equals("wall") ? "compatible" : provider;
    PriceCard card =
        own.findAnswered(new Offer(provider, platform, model), answered, "", TODAY).orElseThrow();

    assertThat(card.row(Unit.OUTPUT, 1).orElseThrow().nanoUsd())
        .isEqualTo(usd.movePointRight(9).longValueExact());
  }

  @Test
  void pricing_model_isOpenRoutersUsdForOneToken() {
    PriceCard card = book.find("openai", "gpt-5.4", TODAY).orElseThrow();

    assertThat(card.pricing())
        .containsOnly(
            Map.entry("prompt", "0.0000025"),
            Map.entry("completion", "0.000015"),
            Map.entry("input_cache_read", "0.00000025"));
  }

  private static long price(PriceBook book, Offer offer, Unit unit) {
    return book.find(offer, TODAY).orElseThrow().row(unit, 1).orElseThrow().nanoUsd();
  }

  private static PriceBook book(PriceOverride... overrides) {
    return new PriceBook(List.of(overrides), new Models());
  }
}
