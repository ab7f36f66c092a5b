package dev.llmapi.provider.sandbox;

import dev.llmapi.provider.sandbox.AnswerFormat.JsonObject;
import dev.llmapi.provider.sandbox.AnswerFormat.JsonSchema;
import dev.llmapi.provider.sandbox.AnswerFormat.Text;
import dev.llmapi.provider.sandbox.talk.Language;
import dev.llmapi.provider.sandbox.talk.Languages;
import dev.llmapi.provider.sandbox.talk.Phrases;
import dev.llmapi.provider.sandbox.talk.Skill;
import dev.llmapi.provider.sandbox.talk.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers in text: in the language of the prompt, saying what it is, and only what is true. */
final class TextAnswer {
  private static final int ECHO_CHARACTERS = 160;
  private static final int RESULT_CHARACTERS = 2_000;

  private final ImageReport images;

  TextAnswer(ImageReport images) {
    this.images = images;
  }

  /** The text of an answer; {@code seed} chooses its phrasing. */
  String to(ChatRequest request, long seed) {
    return switch (request.format()) {
      case Text _ -> plain(request, seed);
      case JsonObject _ -> JsonAnswer.object(request);
      case JsonSchema(var schema) -> JsonAnswer.fitting(schema, request);
    };
  }

  /** The language that the user writes in, by the last of his messages that tells. */
  static Language languageOf(ChatRequest request) {
    return request.userTexts().reversed().stream()
        .filter(Languages::isTelling)
        .findFirst()
        .map(Languages::detect)
        .orElseGet(() -> Languages.detect(request.prompt()));
  }

  private String plain(ChatRequest request, long seed) {
    var phrases = Phrases.of(languageOf(request));
    if (request.lastTurn().role() == Turn.Role.TOOL) {
      return results(request, phrases, seed);
    }
    var shown = request.imagesInQuestion();
    if (!shown.isEmpty()) {
      return phrases.vary("intro", seed, Map.of())
          + "\n\n"
          + images.of(shown, phrases)
          + "\n"
          + echo(request.prompt(), phrases, seed);
    }
    return Skill.find(request.prompt())
        .map(answer -> answer + "\n\n[" + phrases.say("label") + "]")
        .orElseGet(() -> conversation(request, phrases, seed));
  }

  private static String conversation(ChatRequest request, Phrases phrases, long seed) {
    var sentences = new ArrayList<String>();
    var prompt = request.prompt();
    sentences.add(phrases.vary("intro", seed, Map.of()));
    sentences.add(echo(prompt, phrases, seed >> 1));
    sentences.add(
        phrases.say(
            "count", Map.of("words", Words.of(prompt).size(), "characters", characters(prompt))));
    addContext(sentences, request, phrases);
    sentences.add(phrases.vary("close", seed >> 2, Map.of()));
    return joined(sentences);
  }

  private static void addContext(List<String> sentences, ChatRequest request, Phrases phrases) {
    var system =
        request.turns().stream()
            .filter(Turn::isInstruction)
            .mapToInt(turn -> characters(turn.text()))
            .sum();
    if (system > 0) {
      sentences.add(phrases.say("system", Map.of("characters", system)));
    }
    var earlier = request.turns().stream().filter(turn -> !turn.isInstruction()).count() - 1;
    if (earlier > 0) {
      sentences.add(phrases.say("earlier", Map.of("count", earlier)));
    }
    var texts = request.userTexts();
    if (texts.size() > 1) {
      var previous = Words.shorten(texts.get(texts.size() - 2), ECHO_CHARACTERS);
      sentences.add(phrases.say("previous", Map.of("prompt", previous)));
    }
    if (!request.offer().tools().isEmpty()) {
      var names = request.offer().tools().stream().map(Tool::name).toList();
      sentences.add(phrases.say("tools", Map.of("names", String.join(", ", names))));
    }
  }

  /** What the tools answered, after the last call of some. */
  private static String results(ChatRequest request, Phrases phrases, long seed) {
    var sentences = new ArrayList<String>();
    sentences.add(phrases.vary("intro", seed, Map.of()));
    var turns = request.turns();
    var first = turns.size();
    while (first > 0 && turns.get(first - 1).role() == Turn.Role.TOOL) {
      first--;
    }
    for (var turn : turns.subList(first, turns.size())) {
      sentences.add(
          phrases.say(
              "result",
              Map.of(
                  "name",
                  toolNamed(turns, turn.toolCallId()),
                  "result",
                  Words.shorten(turn.text(), RESULT_CHARACTERS))));
    }
    return String.join("\n", sentences);
  }

  private static String toolNamed(List<Turn> turns, String callId) {
    return turns.stream()
        .flatMap(turn -> turn.toolCalls().stream())
        .filter(call -> call.id().equals(callId))
        .map(ToolCall::name)
        .findFirst()
        .orElse(callId);
  }

  private static String echo(String prompt, Phrases phrases, long seed) {
    return phrases.vary("echo", seed, Map.of("prompt", Words.shorten(prompt, ECHO_CHARACTERS)));
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String joined(List<String> sentences) {
    return String.join(" ", sentences);
  }
}
