package dev.llmapi.provider.sandbox;

import dev.llmapi.provider.sandbox.Answer.Choice;
import dev.llmapi.provider.sandbox.Answer.Finish;
import dev.llmapi.provider.sandbox.ChatRequest.Delivery;
import dev.llmapi.provider.sandbox.talk.Pieces;
import java.util.ArrayList;
import java.util.List;

/** One event of a streamed answer. {@code choice} is the index of the choice that it belongs to. */
sealed interface Delta {
  record Opening(int choice) implements Delta {}

  record Text(int choice, String piece, int position) implements Delta {}

  record CallOpening(int choice, int index, ToolCall call) implements Delta {}

  record CallArguments(int choice, int index, ToolCall call, String fragment) implements Delta {}

  record Image(int choice, int index, String url) implements Delta {}

  record Closing(int choice, Finish finish) implements Delta {}

  record Total(Usage usage) implements Delta {}

  record Done() implements Delta {}

  /** All events of {@code answer} in order; the texts of several choices take turns. */
  static List<Delta> of(Answer answer, Delivery delivery) {
    var deltas = new ArrayList<Delta>();
    var choices = answer.choices();
    for (var i = 0; i < choices.size(); i++) {
      deltas.add(new Opening(i));
    }
    addTexts(deltas, choices);
    for (var i = 0; i < choices.size(); i++) {
      addCalls(deltas, i, choices.get(i).toolCalls());
      addImages(deltas, i, choices.get(i).imageUrls());
      deltas.add(new Closing(i, choices.get(i).finish()));
    }
    if (delivery.usageInStream()) {
      deltas.add(new Total(answer.usage()));
    }
    deltas.add(new Done());
    return deltas;
  }

  private static void addTexts(List<Delta> deltas, List<Choice> choices) {
    var longest = choices.stream().mapToInt(choice -> choice.pieces().size()).max().orElse(0);
    for (var position = 0; position < longest; position++) {
      for (var i = 0; i < choices.size(); i++) {
        var pieces = choices.get(i).pieces();
        if (position < pieces.size()) {
          deltas.add(new Text(i, pieces.get(position), position));
        }
      }
    }
  }

  private static void addCalls(List<Delta> deltas, int choice, List<ToolCall> calls) {
    for (var index = 0; index < calls.size(); index++) {
      var call = calls.get(index);
      deltas.add(new CallOpening(choice, index, call));
      for (var fragment : Pieces.of(call.arguments())) {
        deltas.add(new CallArguments(choice, index, call, fragment));
      }
    }
  }

  private static void addImages(List<Delta> deltas, int choice, List<String> urls) {
    for (var index = 0; index < urls.size(); index++) {
      deltas.add(new Image(choice, index, urls.get(index)));
    }
  }
}
