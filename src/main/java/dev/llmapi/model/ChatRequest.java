package dev.llmapi.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat completion that was asked for: the hub between every client's format and every provider's.
 *
 * @param model the name as the client wrote it
 * @param includeUsage the client wants the usage chunk ({@code stream_options.include_usage})
 * @param user {@code safety_identifier}, or the older {@code user}: whom the caller answers for
 * @param serviceTier {@code service_tier} as OpenAI names it
 * @param members the body's top-level members where they stand, for the wire that passes them on
 */
public record ChatRequest(
    String model,
    List<Message> messages,
    Sampling sampling,
    Tooling tooling,
    Output output,
    boolean stream,
    boolean includeUsage,
    @Nullable String user,
    @Nullable String serviceTier,
    Members members) {

  public ChatRequest {
    messages = List.copyOf(messages);
  }

  /**
   * Whether the assistant's last turn made calls, and no reasoning of it is replayed that can go
   * back to that maker.
   */
  public boolean lastCallsLackReasoningOf(Reasoning.Maker maker) {
    for (Message message : messages.reversed()) {
      if (message instanceof Message.Assistant assistant) {
        return !assistant.toolCalls().isEmpty()
            && assistant.reasoning().stream().noneMatch(each -> each.isReplayableTo(maker));
      }
    }
    return false;
  }

  public ChatRequest withMessages(List<Message> replaced) {
    return new ChatRequest(
        model,
        replaced,
        sampling,
        tooling,
        output,
        stream,
        includeUsage,
        user,
        serviceTier,
        members);
  }

  public ChatRequest withSampling(Sampling replaced) {
    return new ChatRequest(
        model,
        messages,
        replaced,
        tooling,
        output,
        stream,
        includeUsage,
        user,
        serviceTier,
        members);
  }

  public ChatRequest withTooling(Tooling replaced) {
    return new ChatRequest(
        model,
        messages,
        sampling,
        replaced,
        output,
        stream,
        includeUsage,
        user,
        serviceTier,
        members);
  }

  public ChatRequest withOutput(Output replaced) {
    return new ChatRequest(
        model,
        messages,
        sampling,
        tooling,
        replaced,
        stream,
        includeUsage,
        user,
        serviceTier,
        members);
  }

  public ChatRequest withMembers(Members replaced) {
    return new ChatRequest(
        model,
        messages,
        sampling,
        tooling,
        output,
        stream,
        includeUsage,
        user,
        serviceTier,
        replaced);
  }
}
