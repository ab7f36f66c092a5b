package dev.llmapi.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.ChatEvent;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.FinishReason;
import dev.llmapi.model.Reasoning.Maker;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one answer says so far. A whole answer is told to it as a stream whose blocks are complete
 * when they start. One per answer, not thread-safe.
 */
final class AnswerEvents {

  private static final int CHOICE = 0;
  private static final String REFUSED = "The model declined to answer this request.";

  private static final Map<String, FinishReason> STOP_REASONS =
      Map.of(
          "end_turn", FinishReason.STOP,
          "stop_sequence", FinishReason.STOP,
          "pause_turn", FinishReason.STOP,
          "max_tokens", FinishReason.LENGTH,
          "model_context_window_exceeded", FinishReason.LENGTH,
          "tool_use", FinishReason.TOOL_CALLS,
          "refusal", FinishReason.CONTENT_FILTER);

  private final UsageCount usage = new UsageCount();

  /** The tool_use blocks that have started and not stopped, by the index of the block. */
  private final Map<Integer, Call> openCalls = new LinkedHashMap<>();

  private int calls;
  private boolean finished;

  /** A tool call, or the answer in the form of one ({@code index} is absent then). */
  private static final class Call {
    final @Nullable Integer index;
    final String inputAtStart;
    boolean hasInput;

    Call(@Nullable Integer index, String inputAtStart) {
      this.index = index;
      this.inputAtStart = inputAtStart;
    }
  }

  boolean isFinished() {
    return finished;
  }

  void start(JsonNode message, Consumer<ChatEvent> events) {
    usage.set(message.path("usage"));
    events.accept(
        new ChatEvent.Started(textOrNull(message.path("id")), textOrNull(message.path("model"))));
  }

  void reportUsage(JsonNode reported, Consumer<ChatEvent> events) {
    usage.set(reported);
    events.accept(new ChatEvent.UsageReported(usage.toUsage()));
  }

  /** A block begins; blocks of Anthropic's own tools tell the client nothing. */
  void startBlock(int block, JsonNode content, Consumer<ChatEvent> events) {
    switch (content.path("type").asText("")) {
      case "text" -> addText(content.path("text").asText(""), events);
      case "thinking" -> {
        addThinking(content.path("thinking").asText(""), events);
        addSignature(content.path("signature").asText(""), events);
      }
      case "redacted_thinking" ->
          events.accept(
              new ChatEvent.ReasoningEncrypted(
                  CHOICE, content.path("data").asText(""), Maker.ANTHROPIC));
      case "tool_use" -> startCall(block, content, events);
      default -> {}
    }
  }

  private void startCall(int block, JsonNode content, Consumer<ChatEvent> events) {
    String name = content.path("name").asText("");
    JsonNode input = content.path("input");
    String inputAtStart = input.isObject() ? input.toString() : "{}";
    if (name.equals(AnswerForm.TOOL_NAME)) {
      openCalls.put(block, new Call(null, inputAtStart));
      return;
    }
    int index = calls++;
    openCalls.put(block, new Call(index, inputAtStart));
    events.accept(
        new ChatEvent.ToolCallStarted(CHOICE, index, content.path("id").asText(""), name, null));
  }

  void addToBlock(int block, JsonNode delta, Consumer<ChatEvent> events) {
    switch (delta.path("type").asText("")) {
      case "text_delta" -> addText(delta.path("text").asText(""), events);
      case "thinking_delta" -> addThinking(delta.path("thinking").asText(""), events);
      case "signature_delta" -> addSignature(delta.path("signature").asText(""), events);
      case "input_json_delta" -> {
        Call call = openCalls.get(block);
        String fragment = delta.path("partial_json").asText("");
        if (call != null && !fragment.isEmpty()) {
          call.hasInput = true;
          addInput(call, fragment, events);
        }
      }
      default -> {}
    }
  }

  /** A call whose input did not come in pieces has the one of its start, which is mostly {}. */
  void stopBlock(int block, Consumer<ChatEvent> events) {
    Call call = openCalls.remove(block);
    if (call != null && !call.hasInput) {
      addInput(call, call.inputAtStart, events);
    }
  }

  /**
   * The answer ends.
   *
   * @param end holds {@code stop_reason} and {@code stop_details}
   */
  void finish(JsonNode end, Consumer<ChatEvent> events) {
    finished = true;
    for (Integer block : openCalls.keySet().toArray(Integer[]::new)) {
      stopBlock(block, events);
    }
    FinishReason told =
        STOP_REASONS.getOrDefault(end.path("stop_reason").asText(""), FinishReason.STOP);
    if (told == FinishReason.CONTENT_FILTER) {
      String explanation = textOrNull(end.path("stop_details").path("explanation"));
      events.accept(new ChatEvent.Refusal(CHOICE, explanation == null ? REFUSED : explanation));
    }
    events.accept(new ChatEvent.Finished(CHOICE, reason(told)));
  }

  /** The reason speaks of tool calls when the client gets some, and only then. */
  private FinishReason reason(FinishReason told) {
    return switch (told) {
      case STOP, TOOL_CALLS -> calls > 0 ? FinishReason.TOOL_CALLS : FinishReason.STOP;
      case LENGTH, CONTENT_FILTER -> told;
    };
  }

  private static void addInput(Call call, String fragment, Consumer<ChatEvent> events) {
    events.accept(
        call.index == null
            ? new ChatEvent.Text(CHOICE, fragment)
            : new ChatEvent.ToolCallArguments(CHOICE, call.index, fragment));
  }

  private static void addText(String text, Consumer<ChatEvent> events) {
    if (!text.isEmpty()) {
      events.accept(new ChatEvent.Text(CHOICE, text));
    }
  }

  private static void addThinking(String text, Consumer<ChatEvent> events) {
    if (!text.isEmpty()) {
      events.accept(new ChatEvent.ReasoningText(CHOICE, text, Maker.ANTHROPIC));
    }
  }

  private static void addSignature(String signature, Consumer<ChatEvent> events) {
    if (!signature.isEmpty()) {
      events.accept(new ChatEvent.ReasoningSignature(CHOICE, signature, Maker.ANTHROPIC));
    }
  }

  private static @Nullable String textOrNull(JsonNode node) {
    return node.isTextual() ? node.asText("") : null;
  }

  static FailureException broken(String what) {
    return FailureException.of(
        FailureKind.UPSTREAM_BROKEN, "The provider's answer is not of its format: " + what + ".");
  }
}
