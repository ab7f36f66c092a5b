package dev.llmapi.provider.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.llmapi.provider.sandbox.Answer.Choice;
import dev.llmapi.provider.sandbox.Answer.Finish;
import dev.llmapi.provider.sandbox.picture.PixelSize;
import dev.llmapi.provider.sandbox.picture.SentImage;
import dev.llmapi.provider.sandbox.talk.Pieces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/** Makes the answer to a request: calls of tools, JSON, a picture, or text. */
final class Answers {
  /** What each message and each reply cost beside their text, as in OpenAI's own counting. */
  private static final int TOKENS_PER_MESSAGE = 3;

  /** Tokens of thinking that each effort stands for. */
  private static final Map<String, Integer> REASONING =
      Map.of("minimal", 16, "low", 64, "medium", 192, "high", 512, "xhigh", 1_024, "max", 2_048);

  private final ImageReport images;
  private final TextAnswer texts;

  Answers(SandboxSettings settings) {
    this.images = new ImageReport(settings.tesseract());
    this.texts = new TextAnswer(images);
  }

  Answer to(ChatRequest request, Instant now) {
    var id = Long.toHexString(checksum(request, now));
    var choices = new ArrayList<Choice>();
    var reasoning = reasoningOf(request);
    var most = request.sampling().mostTokens();
    var limit = new Limit(most - reasoning, request.sampling().stops());
    var calls = new ToolAnswer(request, id).calls();
    var drawing = DrawnAnswer.of(request);
    for (var i = 0; i < request.sampling().choices(); i++) {
      choices.add(calls.isEmpty() ? choice(request, drawing, i, limit) : limit.calls(calls));
    }
    return new Answer(
        "chatcmpl-sandbox-" + id,
        now.getEpochSecond(),
        request.model(),
        choices,
        usage(request, choices, reasoning, drawing));
  }

  private Choice choice(ChatRequest request, DrawnAnswer drawing, int index, Limit limit) {
    var urls = drawing.url().stream().toList();
    if (!request.modalities().text()) {
      return new Choice(List.of(), urls, List.of(), Finish.STOP);
    }
    var text =
        drawing.url().isPresent()
            ? drawing.text()
            : texts.to(request, request.sampling().seed() + index);
    return limit.text(text, urls);
  }

  private static int reasoningOf(ChatRequest request) {
    var sampling = request.sampling();
    var wanted =
        sampling.reasoningEffort().isEmpty()
            ? 0
            : REASONING.getOrDefault(sampling.reasoningEffort(), 192);
    return Math.min(wanted, sampling.mostTokens() / 2);
  }

  private static Usage usage(
      ChatRequest request, List<Choice> choices, int reasoning, DrawnAnswer drawing) {
    var promptText = TOKENS_PER_MESSAGE;
    var promptImages = 0;
    for (var turn : request.turns()) {
      promptText += TOKENS_PER_MESSAGE + Pieces.count(turn.text());
      promptImages += turn.images().stream().mapToInt(Answers::tokensOf).sum();
    }
    for (var tool : request.offer().tools()) {
      promptText += Pieces.count(tool.name()) + Pieces.count(tool.description());
      promptText += Pieces.count(tool.parameters().toString());
    }
    var text = 0;
    for (var choice : choices) {
      text += choice.pieces().size();
      text += choice.toolCalls().stream().mapToInt(Limit::tokensOf).sum();
    }
    return new Usage(
        promptText, promptImages, text, reasoning * choices.size(), drawing.imageTokens());
  }

  private static int tokensOf(SentImage image) {
    return switch (image) {
      case SentImage.Embedded(_, var header) ->
          new PixelSize(header.width(), header.height()).tokens();
      case SentImage.Linked _ -> 0;
    };
  }

  /** Tells apart two requests, and the same request at two instants. */
  private static long checksum(ChatRequest request, Instant now) {
    var crc = new CRC32C();
    for (var turn : request.turns()) {
      crc.update(turn.text().getBytes(UTF_8));
    }
    return (crc.getValue() << 32) ^ (now.getEpochSecond() * 1_000_000_000L + now.getNano());
  }
}
