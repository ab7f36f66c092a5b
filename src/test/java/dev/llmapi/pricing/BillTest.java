package dev.llmapi.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.catalog.Models;
import dev.llmapi.model.Usage;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

  private final PriceBook book = new PriceBook(List.of(), new Models());

  @ParameterizedTest
  @CsvSource({
    // prompt, cached, written, images in, completion, images out -> units and quantities
    "100, 0, 0, 0, 10, 0, INPUT=100 OUTPUT=10",
    "100, 40, 30, 20, 10, 0, INPUT=10 CACHED_INPUT=40 CACHE_WRITE=30 IMAGE_INPUT=20 OUTPUT=10",
    "100, 90, 20, 50, 0, 0, CACHED_INPUT=80 CACHE_WRITE=20",
    "100, 500, 0, 0, 0, 0, CACHED_INPUT=100",
    "10, 0, 0, 0, 100, 60, INPUT=10 OUTPUT=40 IMAGE_OUTPUT=60",
    "10, 0, 0, 0, 40, 60, INPUT=10 IMAGE_OUTPUT=60",
    "0, 0, 0, 0, 0, 0, ''",
    "-5, -5, -5, -5, -5, -5, ''",
  })
  void of_usage_countsEachTokenOnce(
      long prompt,
      long cached,
      long written,
      long imagesIn,
      long out,
      long imagesOut,
      String lines) {
    Usage usage = new Usage(prompt, cached, written, imagesIn, out, 0, imagesOut);

    assertThat(Bill.of(card("gpt-6-sol"), usage).lines())
        .map(line -> line.unit() + "=" + line.quantity())
        .containsExactlyElementsOf(lines.isEmpty() ? List.of() : List.of(lines.split(" ", -1)));
  }

  @ParameterizedTest
  @CsvSource({
    // prompt, cached, written, images in, audio in, completion, images out, audio out
    "100, 0, 0, 0, 60, 10, 0, 0, INPUT=40 AUDIO_INPUT=60 OUTPUT=10",
    "100, 30, 10, 20, 60, 0, 0, 0, CACHED_INPUT=30 CACHE_WRITE=10 IMAGE_INPUT=20 AUDIO_INPUT=40",
    "10, 0, 0, 0, 0, 100, 0, 70, INPUT=10 OUTPUT=30 AUDIO_OUTPUT=70",
    "10, 0, 0, 0, 0, 100, 60, 70, INPUT=10 IMAGE_OUTPUT=60 AUDIO_OUTPUT=40",
    "10, 0, 0, 0, 99, 10, 0, 99, AUDIO_INPUT=10 AUDIO_OUTPUT=10",
    "10, 0, 0, 0, -1, 10, 0, -1, INPUT=10 OUTPUT=10",
  })
  void of_sound_hasLinesOfItsOwn(
      long prompt,
      long cached,
      long written,
      long imagesIn,
      long audioIn,
      long out,
      long imagesOut,
      long audioOut,
      String lines) {
    Usage usage =
        new Usage(prompt, cached, written, imagesIn, out, 0, imagesOut, audioIn, audioOut);

    assertThat(Bill.of(card("gpt-6-sol"), usage).lines())
        .map(line -> line.unit() + "=" + line.quantity())
        .containsExactly(lines.split(" ", -1));
  }

  @Test
  void of_sound_isBilledAtItsOwnPrice() {
    PriceCard flash = book.find("gemini", "gemini-2.5-flash", TODAY).orElseThrow();

    assertThat(Bill.of(flash, new Usage(100, 0, 0, 0, 0, 0, 0, 100, 0)).nanoUsd())
        .isEqualTo(100 * 1000);
    assertThat(Bill.of(flash, Usage.of(100, 0)).nanoUsd()).isEqualTo(100 * 300);
  }

  @Test
  void of_usage_namesTheRowsAndAddsUp() {
    Bill bill = Bill.of(card("gpt-5.4"), new Usage(1000, 400, 0, 0, 200, 150, 0));

    assertThat(bill.lines())
        .containsExactly(
            new CostLine(
                Unit.INPUT, 600, "openai/gpt-5.4/input@2026-03-05", 2_500_000_000L, 1_500_000),
            new CostLine(
                Unit.CACHED_INPUT,
                400,
                "openai/gpt-5.4/cached_input@2026-03-05",
                250_000_000,
                100_000),
            new CostLine(
                Unit.OUTPUT, 200, "openai/gpt-5.4/output@2026-03-05", 15_000_000_000L, 3_000_000));
    assertThat(bill.nanoUsd()).isEqualTo(4_600_000);
  }

  @Test
  void of_longPrompt_isBilledByItsTierThroughout() {
    Bill bill = Bill.of(card("gpt-5.4"), Usage.of(272_001, 1));

    assertThat(bill.nanoUsd()).isEqualTo(272_001L * 5000 + 22_500);
  }

  @Test
  void of_fractions_areRoundedUpInEachLine() {
    Bill bill = Bill.of(card("gpt-5.4-mini"), new Usage(2, 1, 0, 0, 0, 0, 0));

    assertThat(bill.lines()).map(CostLine::nanoUsd).containsExactly(750L, 75L);
    assertThat(Bill.of(card("gpt-6-luna"), new Usage(1, 0, 1, 0, 0, 0, 0)).nanoUsd())
        .isEqualTo(125);
    PriceCard micro = book.find("bedrock", "amazon.nova-micro-v1:0", TODAY).orElseThrow();
    assertThat(Bill.of(micro, new Usage(1, 1, 0, 0, 0, 0, 0)).nanoUsd()).isEqualTo(9);
  }

  @Test
  void of_absurdUsage_staysAtTheEnd() {
    Usage usage = new Usage(Long.MAX_VALUE, 0, 0, 0, Long.MAX_VALUE, 0, 5);

    assertThat(Bill.of(card("gpt-5.4"), usage).nanoUsd()).isEqualTo(Long.MAX_VALUE);
  }

  private PriceCard card(String model) {
    return book.find("openai", model, TODAY).orElseThrow();
  }

  @Test
  void bill_cachedSoundWhoseKindIsTold_hasItsOwnPrice() {
    PriceCard flash = book.find("gemini", "gemini-2.5-flash", TODAY).orElseThrow();
    Usage usage = new Usage(1000, 600, 0, 0, 0, 0, 0, 800, 0, new Usage.CachedKinds(0, 500), "");
    assertThat(Bill.of(flash, usage).lines())
        .extracting(line -> line.unit() + " " + line.quantity())
        .containsExactly(
            "INPUT 100", "CACHED_INPUT 100", "CACHED_AUDIO_INPUT 500", "AUDIO_INPUT 300");
    assertThat(Bill.of(flash, usage).nanoUsd())
        .isEqualTo(100 * 300 + 100 * 30 + 500 * 100 + 300 * 1000);
  }
}
