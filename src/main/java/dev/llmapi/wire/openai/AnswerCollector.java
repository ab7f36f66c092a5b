package dev.llmapi.wire.openai;

import dev.llmapi.model.ChatEvent;
import dev.llmapi.model.FinishReason;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers the events of an answer into the choices that a whole answer shows. One per answer. */
public final class AnswerCollector implements Consumer<ChatEvent> {

  /** One tool call, its arguments growing. */
  static final class Call {
    final ChatEvent.ToolCallStarted started;
    final StringBuilder arguments = new StringBuilder();

    Call(ChatEvent.ToolCallStarted started) {
      this.started = started;
    }
  }

  /** One choice as it grows. */
  static final class Choice {
    final StringBuilder text = new StringBuilder();
    boolean hasText;
    @Nullable String refusal;
    final ReasoningLog reasoning = new ReasoningLog();
    final List<Call> calls = new ArrayList<>(0);
    final List<ChatEvent.Image> images = new ArrayList<>(0);
    final List<RawJson> logprobs = new ArrayList<>(0);
    @Nullable FinishReason finish;
  }

  private final TreeMap<Integer, Choice> choices = new TreeMap<>();
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable Usage usage;

  @Override
  public void accept(ChatEvent event) {
    switch (event) {
      case ChatEvent.Started(var givenId, var givenModel) -> {
        id = givenId;
        model = givenModel;
      }
      case ChatEvent.Text(int choice, String text) -> {
        Choice growing = choice(choice);
        growing.hasText = true;
        growing.text.append(text);
      }
      case ChatEvent.Refusal(int choice, String text) -> {
        Choice growing = choice(choice);
        growing.refusal = growing.refusal == null ? text : growing.refusal + text;
      }
      case ChatEvent.ReasoningText(int choice, String text, var maker) ->
          choice(choice).reasoning.text(text, maker);
      case ChatEvent.ReasoningSignature(int choice, String signature, var maker) ->
          choice(choice).reasoning.signature(signature, maker);
      case ChatEvent.ReasoningEncrypted(int choice, String data, var maker) ->
          choice(choice).reasoning.encrypted(data, maker);
      case ChatEvent.ToolCallStarted started ->
          choice(started.choice()).calls.add(new Call(started));
      case ChatEvent.ToolCallArguments(int choice, int index, String fragment) ->
          choice(choice).calls.get(index).arguments.append(fragment);
      case ChatEvent.Image image -> choice(image.choice()).images.add(image);
      case ChatEvent.Logprobs(int choice, RawJson content) -> choice(choice).logprobs.add(content);
      case ChatEvent.Finished(int choice, FinishReason reason) -> choice(choice).finish = reason;
      case ChatEvent.UsageReported(Usage reported) -> usage = reported;
    }
  }

  private Choice choice(int index) {
    return choices.computeIfAbsent(index, i -> new Choice());
  }

  Map<Integer, Choice> choices() {
    return choices;
  }

  @Nullable String id() {
    return id;
  }

  /** The model that the provider says answered, if it does. */
  public @Nullable String model() {
    return model;
  }

  /** What the provider reported, if it did. */
  public @Nullable Usage usage() {
    return usage;
  }

  /** How many bytes of text, of arguments and of images came, whatever tokens they were. */
  public long producedBytes() {
    long bytes = 0;
    for (Choice choice : choices.values()) {
      bytes += utf8(choice.text) + utf8(choice.reasoning.text());
      bytes += choice.refusal == null ? 0 : utf8(choice.refusal);
      for (Call call : choice.calls) {
        bytes += utf8(call.started.name()) + utf8(call.arguments);
      }
      for (ChatEvent.Image image : choice.images) {
        bytes += image.base64().length();
      }
    }
    return bytes;
  }

  private static long utf8(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  /** Whether there is at least one choice and each has ended. */
  public boolean isComplete() {
    return !choices.isEmpty() && choices.values().stream().allMatch(c -> c.finish != null);
  }
}
