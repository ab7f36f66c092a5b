package dev.llmapi.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.llmapi.catalog.ModelCard;
import dev.llmapi.catalog.Models;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Output;
import dev.llmapi.model.Part;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Usage;
import dev.llmapi.pricing.Estimate.Priced;
import dev.llmapi.pricing.image.ImageSize;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A provider that keeps to the limit it is sent and reports honestly is never billed more than was
 * reserved, however it divides its tokens among the units.
 */
class UpperBoundTest {

  private static final Encoding O200K =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  private static final List<String> WORDS =
      List.of("the ", "Überraschung", "漢字", "x = y;\n", "123456789", "   ", "🙂", "don't ", "qzx");

  /** The catalogue has no model that speaks: one is given the prices of one. */
  private static final Map<Unit, Long> AUDIO_PRICES =
      Map.of(Unit.AUDIO_INPUT, 40_000_000_333L, Unit.AUDIO_OUTPUT, 80_000_000_777L);

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

  private final Models models = new Models();
  private final PriceBook book =
      new PriceBook(List.of(new PriceOverride("openai/gpt-4o", AUDIO_PRICES)), models);
  private final Estimator estimator = new Estimator(book, models, OutputDefaults.USUAL);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20261125})
  void bill_honestProviderBySeed_isWithinTheEstimate(long seed) {
    Random random = new Random(seed);
    List<Offer> offers = offers();
    for (int round = 0; round < 40; round++) {
      String text = text(random);
      Prompt prompt = Prompt.of(request(random, text), _ -> size(random));
      long o200kTokens = O200K.countTokensOrdinary(text);
      for (Offer offer : offers) {
        if (estimator.estimate(prompt, offer, TODAY, random.nextBoolean())
            instanceof Priced priced) {
          Priced sent = priced.within(random.nextLong(priced.mostNanoUsd() + 1)).orElse(priced);
          Usage usage = answer(random, sent, o200kTokens);

          String call = usage + " at " + offer.name();
          assertThat(Bill.of(priced.card(), usage).nanoUsd())
              .as(call)
              .isLessThanOrEqualTo(sent.mostNanoUsd());
          assertThat(usage.totalTokens()).as(call).isLessThanOrEqualTo(sent.mostTokens());
        }
      }
    }
  }

  private List<Offer> offers() {
    List<Offer> offers = new ArrayList<>();
    for (String platform : List.of("openai", "openrouter", "anthropic", "gemini", "sandbox")) {
      for (ModelCard card : models.of(platform)) {
        offers.add(Offer.of(platform, card.id()));
      }
    }
    return offers;
  }

  private static ChatRequest request(Random random, String text) {
    List<Part> parts = new ArrayList<>(List.of(new Part.Text(text)));
    for (int i = random.nextInt(3); i > 0; i--) {
      parts.add(Requests.image());
    }
    for (int i = random.nextInt(2); i > 0; i--) {
      Slice sound = Slice.utf8("A".repeat(4 * random.nextInt(20_000)));
      parts.add(new Part.Audio(sound, random.nextBoolean() ? "mp3" : "wav"));
    }
    Integer cap = random.nextBoolean() ? null : 1 + random.nextInt(5000);
    return Requests.ask(random.nextInt(3) == 0, parts.toArray(Part[]::new))
        .withSampling(Requests.sampling(cap, 1 + random.nextInt(3)))
        .withOutput(
            new Output(
                Output.DEFAULT.format(),
                true,
                random.nextInt(4) == 0,
                Map.of(),
                null,
                null,
                false,
                null));
  }

  /** Long texts now and then, so that the dearer tiers are met. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(10) == 0 ? 150_000 : random.nextInt(60); i > 0; i--) {
      text.append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return text.toString();
  }

  private static Optional<ImageSize> size(Random random) {
    return random.nextBoolean()
        ? Optional.empty()
        : Optional.of(new ImageSize(1 + random.nextInt(4096), 1 + random.nextInt(4096)));
  }

  /** As much as was foreseen, or less, divided anyhow. */
  private Usage answer(Random random, Priced sent, long o200kTokens) {
    long images = quantity(sent, Unit.IMAGE_INPUT);
    long seen = upTo(random, images);
    long sound = quantity(sent, Unit.AUDIO_INPUT);
    long heard = upTo(random, sound);
    long text = sent.promptTokens() - images - sound;
    assertThat(text).isGreaterThanOrEqualTo(Math.min(o200kTokens, room(sent)));
    long prompt = (random.nextBoolean() ? text : upTo(random, text)) + seen + heard;
    long written = upTo(random, prompt);
    long read = upTo(random, prompt - written);
    long completion = sent.cap().tokens() * sent.choices();
    if (random.nextBoolean()) {
      completion = upTo(random, completion);
    }
    boolean mayDraw = sent.capped().unit() == Unit.IMAGE_OUTPUT;
    boolean maySpeak = sent.capped().unit() == Unit.AUDIO_OUTPUT;
    long spoken = maySpeak ? upTo(random, completion) : 0;
    long drawn = sent.drawnTokens() + (mayDraw ? upTo(random, completion) : 0);
    return new Usage(
        prompt,
        read,
        written,
        random.nextBoolean() ? seen : 0,
        completion + sent.drawnTokens(),
        upTo(random, completion),
        random.nextBoolean() ? drawn : 0,
        random.nextBoolean() ? heard : 0,
        spoken);
  }

  /** What is left for text in a model's context beside images and sound. */
  private long room(Priced sent) {
    return models
        .known(sent.offer().platform(), sent.offer().model())
        .map(ModelCard::contextTokens)
        .map(context -> Math.max(0, context - media(sent)))
        .orElse(Long.MAX_VALUE);
  }

  private static long media(Priced sent) {
    return quantity(sent, Unit.IMAGE_INPUT) + quantity(sent, Unit.AUDIO_INPUT);
  }

  private static long quantity(Priced sent, Unit unit) {
    return sent.fixed().stream()
        .filter(line -> line.unit() == unit)
        .mapToLong(CostLine::quantity)
        .sum();
  }

  private static long upTo(Random random, long most) {
    return random.nextLong(most + 1);
  }
}
