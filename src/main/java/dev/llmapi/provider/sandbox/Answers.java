package dev.llmapi.provider.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.llmapi.provider.sandbox.Answer.Choice;
import dev.llmapi.provider.sandbox.picture.PixelSize;
import dev.llmapi.provider.sandbox.picture.SentImage;
import dev.llmapi.provider.sandbox.talk.Pieces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/** Makes the answer to a request: calls of tools, JSON, a picture, or text. */
final class Answers {
  /** What each message and each reply cost beside their text, as in OpenAI's own counting. */
  private static final int TOKENS_PER_MESSAGE = 3;

  /** Tokens of thinking that each effort stands for. */
  private static final Map<String, Integer> REASONING =
      Map.of("minimal", 16, "low", 64, "medium", 192, "high", 512, "xhigh", 1_024, "max", 2_048);

  private final ImageReader images;

  Answers(SandboxSettings settings) {
    this.images = new ImageReader(settings.tesseract());
  }

  Answer to(ChatRequest request, Instant now) {
    var id = Long.toHexString(checksum(request, now));
    var choices = new ArrayList<Choice>();
    var reasoning = reasoningOf(request);
    var most = request.sampling().mostTokens();
    var limit = new Limit(most - reasoning, request.sampling().stops());
    var calls = new ToolAnswer(request, id).calls();
    var drawing = calls.isEmpty() ? DrawnAnswer.of(request) : DrawnAnswer.none();
    if (calls.isEmpty()) {
      texts(request, drawing, now)
          .forEach(text -> choices.add(limit.text(text, drawing.url().stream().toList())));
    } else {
      choices.addAll(Collections.nCopies(request.sampling().choices(), limit.calls(calls)));
    }
    return new Answer(
        "chatcmpl-sandbox-" + id,
        now.getEpochSecond(),
        request.model(),
        choices,
        usage(request, choices, reasoning, drawing));
  }

  /** The text of each choice: only plain ones differ. */
  private List<String> texts(ChatRequest request, DrawnAnswer drawing, Instant now) {
    var count = request.sampling().choices();
    if (drawing.url().isPresent()) {
      return Collections.nCopies(count, request.modalities().text() ? drawing.text() : "");
    }
    var seen = images.see(request.imagesInQuestion());
    return switch (request.format()) {
      case AnswerFormat.Text _ -> {
        var answer = new TextAnswer(request, seen, now);
        var seed = request.sampling().seed();
        yield IntStream.range(0, count).mapToObj(i -> answer.phrased(seed + i)).toList();
      }
      case AnswerFormat.JsonObject _ ->
          Collections.nCopies(count, new JsonAnswer(request, seen).object(now));
      case AnswerFormat.JsonSchema(var schema) ->
          Collections.nCopies(count, new JsonAnswer(request, seen).fitting(schema));
    };
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
