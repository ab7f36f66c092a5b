package dev.llmapi.pricing;

import dev.llmapi.model.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * What a call cost, line by line.
 *
 * <p>Each prompt token is counted once: {@code prompt = fresh + cached + cache writes + images +
 * audio}, and of the cached ones {@code cached = text + images + audio} where the report tells
 * their kinds. A report whose parts are together more than the whole is cut in the order written,
 * read, images, audio, and for the completion images, audio. The size of the prompt chooses the
 * tier of every line.
 */
public record Bill(List<CostLine> lines, long nanoUsd) {

  public static final Bill NOTHING = new Bill(List.of(), 0);

  public Bill {
    lines = List.copyOf(lines);
  }

  /** The bill for what the provider reported. */
  public static Bill of(PriceCard card, Usage usage) {
    long prompt = Math.max(0, usage.promptTokens());
    long written = within(usage.cacheWriteTokens(), prompt);
    long read = within(usage.cachedTokens(), prompt - written);
    long readImages = within(usage.cached().images(), read);
    long readAudio = within(usage.cached().audio(), read - readImages);
    long fresh = prompt - written - read;
    long images = within(usage.promptImageTokens() - readImages, fresh);
    long heard = within(usage.promptAudioTokens() - readAudio, fresh - images);
    long drawn = Math.max(0, usage.completionImageTokens());
    long words = Math.max(0, usage.completionTokens() - drawn);
    long spoken = within(usage.completionAudioTokens(), words);
    List<CostLine> lines = new ArrayList<>(8);
    add(lines, card, Unit.INPUT, fresh - images - heard, prompt);
    add(lines, card, Unit.CACHED_INPUT, read - readImages - readAudio, prompt);
    add(lines, card, Unit.CACHED_IMAGE_INPUT, readImages, prompt);
    add(lines, card, Unit.CACHED_AUDIO_INPUT, readAudio, prompt);
    add(lines, card, Unit.CACHE_WRITE, written, prompt);
    add(lines, card, Unit.IMAGE_INPUT, images, prompt);
    add(lines, card, Unit.AUDIO_INPUT, heard, prompt);
    add(lines, card, Unit.OUTPUT, words - spoken, prompt);
    add(lines, card, Unit.IMAGE_OUTPUT, drawn, prompt);
    add(lines, card, Unit.AUDIO_OUTPUT, spoken, prompt);
    add(lines, card, Unit.REQUEST, 1, prompt);
    return new Bill(lines, CostLine.total(lines));
  }

  private static long within(long part, long most) {
    return Math.clamp(part, 0, most);
  }

  private static void add(
      List<CostLine> lines, PriceCard card, Unit unit, long quantity, long prompt) {
    if (quantity > 0) {
      card.row(unit, prompt).ifPresent(row -> lines.add(CostLine.of(unit, quantity, row)));
    }
  }
}
