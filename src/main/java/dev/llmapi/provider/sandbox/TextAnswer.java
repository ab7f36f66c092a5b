package dev.llmapi.provider.sandbox;

import dev.llmapi.provider.sandbox.talk.Language;
import dev.llmapi.provider.sandbox.talk.Languages;
import dev.llmapi.provider.sandbox.talk.Phrases;
import dev.llmapi.provider.sandbox.talk.Skill;
import dev.llmapi.provider.sandbox.talk.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers in text: in the language of the prompt, saying what it is, and only what is true.
 *
 * @param images what is true of the images that the request asks about
 */
record TextAnswer(ChatRequest request, List<ImageFacts> images, Instant now) {
  private static final int ECHO_CHARACTERS = 160;
  private static final int RESULT_CHARACTERS = 2_000;

  /** Where a conversation has no more to tell of itself, the sandbox tells what it can do. */
  private static final int FEW_SENTENCES = 3;

  /** The language that the user writes in, by the last of his messages that tells. */
  static Language languageOf(ChatRequest request) {
    return request.userTexts().reversed().stream()
        .filter(Languages::isTelling)
        .findFirst()
        .map(Languages::detect)
        .orElseGet(() -> Languages.detect(request.prompt()));
  }

  /** The text; {@code seed} chooses its phrasing. */
  String phrased(long seed) {
    var language = languageOf(request);
    var phrases = Phrases.of(language);
    if (request.lastTurn().role() == Turn.Role.TOOL) {
      return results(phrases, seed);
    }
    var skill = skill(request, now).map(answer -> answer + "\n\n[" + phrases.say("label") + "]");
    if (images.isEmpty()) {
      return skill.orElseGet(
          () -> String.join(language.isSpaced() ? " " : "", conversation(phrases, seed)));
    }
    return skill.orElseGet(() -> phrases.vary("intro", seed, Map.of()))
        + "\n\n"
        + new ImageReport(phrases).of(images)
        + "\n"
        + echo(phrases, seed);
  }

  /** What the prompt asks for in so many words, if the sandbox can do it. */
  static Optional<String> skill(ChatRequest request, Instant now) {
    return Skill.find(request.prompt(), now);
  }

  private List<String> conversation(Phrases phrases, long seed) {
    var sentences = new ArrayList<String>();
    var prompt = request.prompt();
    sentences.add(phrases.vary("intro", seed, Map.of()));
    sentences.add(echo(phrases, seed >> 1));
    sentences.add(
        phrases.say(
            "count", Map.of("words", Words.of(prompt).size(), "characters", characters(prompt))));
    addContext(sentences, phrases);
    if (sentences.size() == FEW_SENTENCES) {
      sentences.add(phrases.say("can"));
    }
    sentences.add(phrases.vary("close", seed >> 2, Map.of()));
    return sentences;
  }

  private void addContext(List<String> sentences, Phrases phrases) {
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
  private String results(Phrases phrases, long seed) {
    var sentences = new ArrayList<String>();
    sentences.add(phrases.vary("intro", seed, Map.of()));
    for (var turn : request.toolResults()) {
      sentences.add(
          phrases.say(
              "result",
              Map.of(
                  "name",
                  toolNamed(request.turns(), turn.toolCallId()),
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

  private String echo(Phrases phrases, long seed) {
    var prompt = Words.shorten(request.prompt(), ECHO_CHARACTERS);
    return phrases.vary("echo", seed, Map.of("prompt", prompt));
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }
}
