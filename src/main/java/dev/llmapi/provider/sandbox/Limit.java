package dev.llmapi.provider.sandbox;

import dev.llmapi.provider.sandbox.Answer.Choice;
import dev.llmapi.provider.sandbox.Answer.Finish;
import dev.llmapi.provider.sandbox.talk.Pieces;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an answer must end: at the first stop sequence, which is not part of it, or when its tokens
 * are used up.
 */
record Limit(int mostTokens, List<String> stops) {

  Choice text(String text, List<String> imageUrls) {
    var end = text.length();
    for (var stop : stops) {
      var at = text.indexOf(stop);
      end = at >= 0 ? Math.min(end, at) : end;
    }
    var pieces = Pieces.of(text.substring(0, end));
    return pieces.size() <= mostTokens
        ? new Choice(pieces, imageUrls, List.of(), Finish.STOP)
        : new Choice(pieces.subList(0, mostTokens), imageUrls, List.of(), Finish.LENGTH);
  }

  /** Calls whose arguments break off where the tokens end, as a model's do. */
  Choice calls(List<ToolCall> calls) {
    var kept = new ArrayList<ToolCall>();
    var left = mostTokens;
    for (var call : calls) {
      var needed = tokensOf(call);
      if (needed > left) {
        kept.add(cut(call, Math.max(0, left - nameTokens(call))));
        return new Choice(List.of(), List.of(), kept, Finish.LENGTH);
      }
      kept.add(call);
      left -= needed;
    }
    return new Choice(List.of(), List.of(), kept, Finish.TOOL_CALLS);
  }

  static int tokensOf(ToolCall call) {
    return nameTokens(call) + Pieces.count(call.arguments());
  }

  private static int nameTokens(ToolCall call) {
    return Pieces.count(call.name());
  }

  private static ToolCall cut(ToolCall call, int tokens) {
    var pieces = Pieces.of(call.arguments());
    var arguments = String.join("", pieces.subList(0, Math.min(tokens, pieces.size())));
    return new ToolCall(call.id(), call.type(), call.name(), arguments);
  }
}
