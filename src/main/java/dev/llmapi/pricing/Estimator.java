package dev.llmapi.pricing;

import dev.llmapi.catalog.ModelCard;
import dev.llmapi.catalog.ModelNames;
import dev.llmapi.catalog.Models;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.pricing.Metering.Overhead;
import dev.llmapi.pricing.OutputCap.Kind;
import dev.llmapi.pricing.Prompt.SentImage;
import dev.llmapi.pricing.image.ImageOrder;
import dev.llmapi.pricing.image.ImageOutput;
import dev.llmapi.pricing.text.TextMeter;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what a call costs at most and likely, line by line, before it is made. A provider that keeps
 * to the output limit and reports what it counted never comes to more. Thread-safe.
 */
public final class Estimator {

  /** What a prompt is taken for whose size only the provider knows, at a model of unknown size. */
  private static final long UNKNOWN_CONTEXT = 1_048_576;

  private static final long LIKELY_PLAIN = 400;
  private static final long LIKELY_THINKING = 1600;

  private final PriceBook book;
  private final Models models;
  private final OutputDefaults defaults;
  private final MeteringTable meterings = MeteringTable.read();

  /** An estimator by these prices. */
  public Estimator(PriceBook book, Models models, OutputDefaults defaults) {
    this.book = book;
    this.models = models;
    this.defaults = defaults;
  }

  /** Reads the tokenizer's vocabulary now, so that the first call need not wait for it. */
  public static void prime() {
    TextMeter.prime();
  }

  /** The estimate for a request that goes to one model only. */
  public Estimate estimate(
      ChatRequest request, ImageSizes sizes, Offer offer, LocalDate day, boolean limited) {
    return estimate(Prompt.of(request, sizes), offer, day, limited);
  }

  /**
   * The estimate for a measured request.
   *
   * @param limited whether money is limited, so that a call without an output limit gets one
   */
  public Estimate estimate(Prompt prompt, Offer offer, LocalDate day, boolean limited) {
    Optional<PriceCard> card = book.find(offer, book.dearestTier(offer, prompt.tier()), day);
    if (card.isEmpty()) {
      return new Estimate.UnknownPrice(offer, unknownPrice(offer));
    }
    String bare = ModelNames.bare(offer.platform(), offer.model());
    Metering metering = meterings.metering(offer.platform(), bare);
    @Nullable ModelCard model = models.known(offer.platform(), bare).orElse(null);
    Counts counts = counts(prompt, metering, model, limited, defaults.of(offer));
    PriceCard likely = book.find(offer, prompt.tier(), day).orElse(card.get());
    return new EstimateWriter(card.get(), likely, counts, metering).write(offer);
  }

  private static String unknownPrice(Offer offer) {
    return ("The price of \"%s\" is not known, so no limit in USD can be kept for it. Set it in"
            + " llmapi.yaml, in USD per million tokens: prices: {\"%s\": {input: …, output: …}}; or"
            + " ask for a model whose price GET /v1/models tells.")
        .formatted(offer.name(), offer.name());
  }

  /**
   * How many of what there are, at most and likely.
   *
   * @param drawn tokens of one answer's image beside the cap
   * @param capMayDraw whether tokens under the cap may be an image's
   * @param capMaySpeak whether they may be sound's
   */
  record Counts(
      long text,
      long likelyText,
      long images,
      long audio,
      OutputCap cap,
      long likelyOutput,
      long drawn,
      long likelyDrawn,
      boolean capMayDraw,
      boolean capMaySpeak,
      int choices) {

    long prompt() {
      return Money.add(Money.add(text, images), audio);
    }
  }

  private static Counts counts(
      Prompt prompt,
      Metering metering,
      @Nullable ModelCard model,
      boolean limited,
      OutputDefaults defaults) {
    ImageOrder order = ImageOrder.of(prompt.output().imageConfig());
    boolean draws = prompt.output().images() || metering.drawsUnasked();
    Optional<ImageOutput> drawing = metering.draws().filter(_ -> draws);
    boolean inside = drawing.isPresent() && drawing.get().insideOutputLimit();
    long mostDrawn = drawing.map(image -> image.most(order)).orElse(0L);
    Kind kind = Kind.of(metering.thinks(), prompt.output(), inside);
    OutputCap cap =
        OutputCap.of(
            prompt.sampling().maxOutputTokens(),
            model == null ? null : model.maxOutputTokens(),
            kind,
            inside ? mostDrawn : 0,
            limited,
            defaults);
    long images = images(prompt, metering);
    long beside = beside(prompt, metering.overhead());
    long likelyText = metering.tokenizer().likely(prompt.text()) + beside + prompt.fileTokens();
    long text =
        withinContext(
            metering.tokenizer().most(prompt.text()) + beside + prompt.fileTokens(),
            images + prompt.audioTokens(),
            prompt.unknownFiles(),
            model);
    long likelyDrawn = drawing.map(image -> image.likely(order)).orElse(0L);
    long likelyWords = kind == Kind.THINKING ? LIKELY_THINKING : LIKELY_PLAIN;
    return new Counts(
        text,
        Math.min(likelyText, text),
        images,
        prompt.audioTokens(),
        cap,
        Math.min(cap.tokens(), inside ? likelyDrawn : likelyWords),
        inside ? 0 : mostDrawn,
        inside ? 0 : likelyDrawn,
        inside,
        prompt.speaks(),
        prompt.sampling().n());
  }

  private static long images(Prompt prompt, Metering metering) {
    long tokens = 0;
    for (SentImage image : prompt.images()) {
      tokens += metering.images().tokens(image.size(), image.detail());
    }
    return tokens;
  }

  private static long beside(Prompt prompt, Overhead overhead) {
    long messages = overhead.base() + (long) overhead.message() * prompt.messages();
    long tools =
        prompt.tools() == 0 ? 0 : overhead.tools() + (long) overhead.tool() * prompt.tools();
    return messages + tools + (prompt.schema() ? overhead.schema() : 0);
  }

  /** A prompt that its model has no room for is refused, so it never costs more than the room. */
  private static long withinContext(
      long text, long media, boolean unknownFiles, @Nullable ModelCard model) {
    Integer context = model == null ? null : model.contextTokens();
    if (context == null) {
      return unknownFiles ? Math.max(text, UNKNOWN_CONTEXT) : text;
    }
    long room = Math.max(0, context - media);
    return unknownFiles ? room : Math.min(text, room);
  }
}
