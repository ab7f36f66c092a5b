package dev.llmapi.catalog;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Message;
import dev.llmapi.model.Reasoning;
import java.util.stream.Stream;

/** What a request brings back of a model's thoughts and their signatures. */
final class Replayed {

  private Replayed() {}

  static boolean ofAnthropic(ChatRequest request) {
    return replaysThoughts(request, Reasoning.Maker.ANTHROPIC);
  }

  static boolean ofGoogle(ChatRequest request) {
    return replaysThoughts(request, Reasoning.Maker.GOOGLE);
  }

  static boolean ofOthers(ChatRequest request) {
    return replaysThoughts(request, Reasoning.Maker.OTHER);
  }

  static boolean ofNobodyKnown(ChatRequest request) {
    return replaysThoughts(request, Reasoning.Maker.UNTOLD);
  }

  private static boolean replaysThoughts(ChatRequest request, Reasoning.Maker maker) {
    return assistants(request)
        .flatMap(turn -> turn.reasoning().stream())
        .anyMatch(each -> each.maker() == maker);
  }

  static boolean replaysUnsignedThoughts(ChatRequest request) {
    return assistants(request)
        .flatMap(turn -> turn.reasoning().stream())
        .anyMatch(Replayed::isUnsigned);
  }

  private static boolean isUnsigned(Reasoning reasoning) {
    return reasoning instanceof Reasoning.Text(_, String signature, _)
        && (signature == null || signature.isEmpty());
  }

  static boolean signsCall(ChatRequest request) {
    return assistants(request)
        .flatMap(turn -> turn.toolCalls().stream())
        .anyMatch(call -> call.signature() != null);
  }

  static boolean missignsCall(ChatRequest request) {
    return assistants(request)
        .flatMap(turn -> turn.toolCalls().stream())
        .anyMatch(call -> call.signature() != null && !call.isSigned());
  }

  private static Stream<Message.Assistant> assistants(ChatRequest request) {
    return request.messages().stream()
        .filter(Message.Assistant.class::isInstance)
        .map(Message.Assistant.class::cast);
  }
}
