package dev.llmapi.pricing;

import static dev.llmapi.pricing.Requests.ask;
import static dev.llmapi.pricing.Requests.capped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.catalog.Models;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Message;
import dev.llmapi.model.Output;
import dev.llmapi.model.Part;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.ReasoningEffort;
import dev.llmapi.model.Slice;
import dev.llmapi.pricing.Estimate.Priced;
import dev.llmapi.pricing.OutputCap.Source;
import dev.llmapi.pricing.image.ImageSize;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimatorTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
  private static final long USD = Money.NANO_PER_USD;
  private static final ImageSizes SQUARE = _ -> Optional.of(new ImageSize(1024, 1024));

  private final Models models = new Models();
  private final Estimator estimator =
      new Estimator(
          new PriceBook(
              List.of(new PriceOverride("wall/*", Map.of(Unit.INPUT, 0L, Unit.OUTPUT, 100 * USD))),
              models),
          models,
          OutputDefaults.USUAL);

  @Test
  void estimate_shortChat_isPricedLineByLine() {
    Priced estimate = priced(capped(ask("Hello, world"), 100), "openai", "gpt-5.4");

    // 3 tokens, 4 for the message and 16 for the prompt
    assertThat(estimate.most())
        .containsExactly(
            new CostLine(Unit.INPUT, 23, "openai/gpt-5.4/input@2026-03-05", 2_500_000_000L, 57_500),
            new CostLine(
                Unit.OUTPUT, 100, "openai/gpt-5.4/output@2026-03-05", 15_000_000_000L, 1_500_000));
    assertThat(estimate.mostNanoUsd()).isEqualTo(1_557_500);
    assertThat(estimate.likelyNanoUsd()).isLessThanOrEqualTo(estimate.mostNanoUsd());
    assertThat(estimate.mostTokens()).isEqualTo(123);
    assertThat(estimate.cap()).isEqualTo(new OutputCap(100, 100, Source.CALLER));
  }

  @Test
  void estimate_unknownPrice_saysWhatToDo() {
    Estimate estimate =
        estimator.estimate(
            ask("hi"), ImageSizes.UNKNOWN, new Offer("far", "compatible", "llama"), TODAY, true);

    assertThat(estimate)
        .isInstanceOfSatisfying(
            Estimate.UnknownPrice.class,
            unknown ->
                assertThat(unknown.message()).contains("\"far/llama\"", "llmapi.yaml", "prices"));
  }

  @ParameterizedTest
  @CsvSource({
    // platform, model, effort, limited, cap, source
    "openai, gpt-4o, , true, 4096, DEFAULT",
    "openai, gpt-5.4, , true, 16384, DEFAULT",
    "openai, gpt-5.4, NONE, true, 4096, DEFAULT",
    "anthropic, claude-opus-5, , true, 4096, DEFAULT",
    "anthropic, claude-opus-5, HIGH, true, 16384, DEFAULT",
    "anthropic, claude-sonnet-5-5, NONE, true, 16384, DEFAULT",
    "gemini, gemini-3-pro-image, , true, 3168, DEFAULT",
    "gemini, gemini-2.5-flash, , false, 65536, MODEL",
    "anthropic, claude-opus-5-5, , false, 131072, MODEL",
    "sandbox, chat, , true, 4096, DEFAULT",
  })
  void estimate_noLimitNamed_capsByTheModelsClass(
      String platform,
      String model,
      @Nullable ReasoningEffort effort,
      boolean limited,
      long cap,
      Source source) {
    ChatRequest request = ask("hi").withOutput(thinking(effort));

    OutputCap found =
        priced(
                estimator.estimate(
                    request, ImageSizes.UNKNOWN, Offer.of(platform, model), TODAY, limited))
            .cap();

    assertThat(found.tokens()).isEqualTo(cap);
    assertThat(found.source()).isEqualTo(source);
    assertThat(found.isSent()).isEqualTo(limited);
  }

  @Test
  void estimate_limitBeyondTheModels_isTheModels() {
    assertThat(priced(capped(ask("hi"), 1_000_000), "openai", "gpt-4o").cap().tokens())
        .isEqualTo(16_384);
  }

  @Test
  void within_lessMoney_shrinksTheCapAsFarAsItMakesSense() {
    Offer offer = new Offer("wall", "compatible", "m");
    Priced estimate = priced(estimator.estimate(ask("hi"), ImageSizes.UNKNOWN, offer, TODAY, true));
    assertThat(estimate.mostNanoUsd()).isEqualTo(4096 * 100_000);

    assertThat(estimate.within(USD)).hasValue(estimate);
    assertThat(estimate.within(USD / 10))
        .hasValueSatisfying(smaller -> {
          assertThat(smaller.cap()).isEqualTo(new OutputCap(1000, 256, Source.SHRUNK));
          assertThat(smaller.mostNanoUsd()).isEqualTo(USD / 10);
        });
    assertThat(estimate.within(255 * 100_000)).isEmpty();
    assertThat(estimate.within(0)).isEmpty();
  }

  @Test
  void within_callersOwnLimit_isNotShrunk() {
    Offer offer = new Offer("wall", "compatible", "m");
    Priced estimate =
        priced(estimator.estimate(capped(ask("hi"), 1000), ImageSizes.UNKNOWN, offer, TODAY, true));

    assertThat(estimate.mostNanoUsd()).isEqualTo(USD / 10);
    assertThat(estimate.within(USD / 10)).hasValue(estimate);
    assertThat(estimate.within(USD / 10 - 1)).isEmpty();
  }

  @Test
  void estimate_image_isCountedByItsModel() {
    Part image = Requests.image();

    assertThat(imageTokens(image, "openai", "gpt-4o")).isEqualTo(765);
    assertThat(imageTokens(image, "openai", "gpt-5.4")).isEqualTo(1229);
    assertThat(imageTokens(image, "anthropic", "claude-opus-5")).isEqualTo(1369);
    assertThat(imageTokens(image, "gemini", "gemini-3.8-flash")).isEqualTo(1120);
    assertThat(imageTokens(image, "sandbox", "chat")).isEqualTo(1024);
  }

  private long imageTokens(Part image, String platform, String model) {
    Priced estimate =
        priced(estimator.estimate(ask(image), SQUARE, Offer.of(platform, model), TODAY, true));
    return estimate.most().stream()
        .filter(line -> line.unit() == Unit.IMAGE_INPUT)
        .mapToLong(CostLine::quantity)
        .sum();
  }

  @Test
  void estimate_imageOutBesideTheCap_isALineOfItsOwn() {
    ChatRequest request =
        ask("a fox").withOutput(drawing(Map.of("quality", RawJson.of("\"low\""))));

    Priced estimate = priced(request, "openrouter", "openai/gpt-5.4-image-2");

    assertThat(estimate.most())
        .anySatisfy(line -> {
          assertThat(line.unit()).isEqualTo(Unit.IMAGE_OUTPUT);
          assertThat(line.quantity()).isEqualTo(196);
          assertThat(line.nanoUsdPerMillion()).isEqualTo(30 * USD);
        });
    assertThat(estimate.cap().tokens()).isEqualTo(16_384);
  }

  @Test
  void estimate_imageOutInsideTheCap_reservesTheCapAtTheDearerPrice() {
    Priced estimate =
        priced(ask("a fox").withOutput(drawing(Map.of())), "gemini", "gemini-2.5-flash-image");

    assertThat(estimate.cap().tokens()).isEqualTo(2048 + 1290);
    assertThat(estimate.most().getLast().unit()).isEqualTo(Unit.IMAGE_OUTPUT);
    assertThat(estimate.most().getLast().nanoUsd()).isEqualTo((2048 + 1290) * 30_000);
  }

  @Test
  void estimate_promptBeyondTheRoomOrOfUnknownSize_isTheModelsRoom() {
    for (Part part :
        List.of(
            new Part.File(null, "id", null),
            new Part.Other("video_url"),
            new Part.Text("漢".repeat(999_999)))) {
      assertThat(priced(ask(part), "anthropic", "claude-haiku-4-5").promptTokens())
          .isEqualTo(200_000);
    }
  }

  @Test
  void estimate_soundAndDocument_areCountedByTheirBytes() {
    ChatRequest sound = ask(new Part.Audio(Slice.utf8("A".repeat(40_000)), "mp3"));
    ChatRequest document = ask(new Part.File("a.pdf", null, Slice.utf8("A".repeat(40_000))));

    assertThat(priced(sound, "gemini", "gemini-2.5-flash").most())
        .anySatisfy(line -> {
          assertThat(line.unit()).isEqualTo(Unit.AUDIO_INPUT);
          assertThat(line.quantity()).isEqualTo(31 * 32);
        });
    assertThat(priced(document, "gemini", "gemini-2.5-flash").promptTokens())
        .isBetween(34_000L, 34_300L);
  }

  @Test
  void estimate_disputedPrice_isReservedAtTheHigher() {
    Priced estimate = priced(capped(ask("hi"), 1000), "anthropic", "claude-sonnet-5");

    assertThat(estimate.most().getLast().nanoUsd()).isEqualTo(1000 * 15_000);
    assertThat(estimate.likely().getLast().nanoUsdPerMillion()).isEqualTo(10 * USD);
  }

  @Test
  void measure_everyPart_addsTokens() {
    long before = Prompt.of(ask("hi"), ImageSizes.UNKNOWN).text().tokens();
    ChatRequest rich = Requests.withToolsAndHistory();
    Prompt prompt = Prompt.of(rich, ImageSizes.UNKNOWN);

    assertThat(prompt.text().tokens()).isGreaterThan(before + 30);
    assertThat(prompt.tools()).isEqualTo(1);
    assertThat(prompt.messages()).isEqualTo(5);
    assertThat(prompt.schema()).isTrue();
    assertThat(prompt.fileTokens()).isPositive();
    assertThat(rich.messages().getFirst()).isInstanceOf(Message.Instructions.class);
  }

  private static Output thinking(@Nullable ReasoningEffort effort) {
    Output plain = Output.DEFAULT;
    return new Output(plain.format(), true, false, Map.of(), effort, null, false, null);
  }

  private static Output drawing(Map<String, RawJson> config) {
    return new Output(Output.DEFAULT.format(), true, true, config, null, null, false, null);
  }

  private Priced priced(ChatRequest request, String platform, String model) {
    return priced(
        estimator.estimate(request, ImageSizes.UNKNOWN, Offer.of(platform, model), TODAY, true));
  }

  private static Priced priced(Estimate estimate) {
    assertThat(estimate).isInstanceOf(Priced.class);
    return (Priced) estimate;
  }
}
