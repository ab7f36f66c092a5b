package dev.llmapi.wire.gemini;

import dev.llmapi.model.ChatEvent;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Reasoning.Maker;
import dev.llmapi.wire.gemini.GenerateContentResponse.Candidate;
import dev.llmapi.wire.gemini.GenerateContentResponse.Part;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells the responses of one answer, in order, as events. One per answer, not thread-safe. */
final class ResponseEvents {

  private static final int OK = 200;

  private final Supplier<String> toolCallIds;
  private final Map<Integer, Choice> choices = new TreeMap<>();
  private boolean started;

  /** What is remembered of a choice. */
  private static final class Choice {
    int toolCalls;
    boolean saidText;
    boolean finished;
  }

  ResponseEvents(Supplier<String> toolCallIds) {
    this.toolCallIds = toolCallIds;
  }

  void accept(GenerateContentResponse response, Consumer<ChatEvent> events) {
    if (response.error() != null) {
      throw new FailureException(ErrorReader.read(OK, response.error().text()));
    }
    String blockReason = response.blockReason();
    if (blockReason != null && choices.isEmpty() && response.candidates().isEmpty()) {
      throw blocked(blockReason);
    }
    if (!started) {
      started = true;
      events.accept(new ChatEvent.Started(response.id(), response.model()));
    }
    for (Candidate candidate : response.candidates()) {
      candidate(candidate, events);
    }
    if (blockReason != null) {
      finishOpen(FinishReasons.SAFETY, events);
    }
    if (response.usage() != null) {
      events.accept(new ChatEvent.UsageReported(response.usage()));
    }
  }

  /** Whether there were choices, and each has ended. */
  boolean isComplete() {
    return !choices.isEmpty() && choices.values().stream().allMatch(choice -> choice.finished);
  }

  boolean hasChoices() {
    return !choices.isEmpty();
  }

  /** Ends the choices that have not ended, for {@code reason}. */
  void finishOpen(String reason, Consumer<ChatEvent> events) {
    choices.forEach((index, choice) -> finish(index, choice, reason, events));
  }

  private void candidate(Candidate candidate, Consumer<ChatEvent> events) {
    Choice choice = choices.computeIfAbsent(candidate.index(), _ -> new Choice());
    for (Part part : candidate.parts()) {
      part(candidate.index(), choice, part, events);
    }
    if (candidate.logprobs() != null) {
      events.accept(new ChatEvent.Logprobs(candidate.index(), candidate.logprobs()));
    }
    String reason = candidate.finishReason();
    if (reason != null && !reason.equals(FinishReasons.UNSPECIFIED)) {
      finish(candidate.index(), choice, reason, events);
    }
  }

  private static void finish(int index, Choice choice, String reason, Consumer<ChatEvent> events) {
    if (!choice.finished) {
      choice.finished = true;
      events.accept(
          new ChatEvent.Finished(
              index, FinishReasons.of(reason, choice.toolCalls > 0, choice.saidText)));
    }
  }

  private void part(int index, Choice choice, Part part, Consumer<ChatEvent> events) {
    switch (part) {
      case Part.Text(String text, String signature) -> {
        if (!text.isEmpty()) {
          choice.saidText = true;
          events.accept(new ChatEvent.Text(index, text));
        }
        if (signature != null && !signature.isEmpty()) {
          events.accept(new ChatEvent.ReasoningEncrypted(index, signature, Maker.GOOGLE));
        }
      }
      case Part.Thought(String text) ->
          events.accept(new ChatEvent.ReasoningText(index, text, Maker.GOOGLE));
      case Part.Image(var mimeType, var base64) ->
          events.accept(new ChatEvent.Image(index, mimeType, base64));
      case Part.FunctionCall call -> {
        int number = choice.toolCalls++;
        events.accept(
            new ChatEvent.ToolCallStarted(
                index, number, idOf(call.id()), call.name(), call.thoughtSignature()));
        events.accept(new ChatEvent.ToolCallArguments(index, number, call.args()));
      }
    }
  }

  private String idOf(@Nullable String given) {
    return given == null || given.isEmpty() ? toolCallIds.get() : given;
  }

  private static FailureException blocked(String reason) {
    return FailureException.of(
        FailureKind.CONTENT_POLICY, "The provider blocked the prompt: " + word(reason) + ".");
  }

  /** The reason where it is one of Google's words, so that nothing else gets into a message. */
  private static String word(String reason) {
    return reason.matches("[A-Z_]{1,40}") ? reason : "no reason given";
  }
}
