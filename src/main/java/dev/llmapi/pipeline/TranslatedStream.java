package dev.llmapi.pipeline;

import dev.llmapi.model.Body;
import dev.llmapi.model.ChatEvent;
import dev.llmapi.model.FinishReason;
import dev.llmapi.model.Reasoning;
import dev.llmapi.model.Usage;
import dev.llmapi.wire.ChatStreamReader;
import dev.llmapi.wire.openai.AnswerHead;
import dev.llmapi.wire.openai.ChunkWriter;
import dev.llmapi.wire.sse.SseReader;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Translates one stream, event by event, into chunks of OpenAI's format. One per stream. */
final class TranslatedStream extends RelayedStream {

  private final Call call;
  private final ClientStream client;
  private final ChatStreamReader reader;
  private final Optional<String> tier;
  private final boolean includeUsage;

  private @Nullable ChunkWriter writer;

  /** What a chunk has beside what the provider made. */
  private long frameBytes;

  private String model = "";
  private final Set<Integer> open = new HashSet<>();
  private final Map<Integer, FinishReason> finished = new LinkedHashMap<>();
  private @Nullable Usage usage;

  /**
   * A translation.
   *
   * @param tier that the headers of the answer tell of
   */
  TranslatedStream(Call call, ClientStream client, ChatStreamReader reader, Optional<String> tier) {
    super(call, client);
    this.call = call;
    this.client = client;
    this.reader = reader;
    this.tier = tier;
    this.includeUsage = call.request().includeUsage();
  }

  @Override
  void read(SseReader event) {
    reader.read(event.type(), event.data(), this::write);
  }

  @Override
  boolean isOver() {
    return reader.isOver();
  }

  @Override
  boolean isWhole() {
    return reader.isComplete() && !finished.isEmpty();
  }

  private void write(ChatEvent event) {
    switch (event) {
      case ChatEvent.Started(var _, var named) -> model = named == null ? "" : named;
      case ChatEvent.Text(int choice, String text) -> send(choice, writer().text(choice, text));
      case ChatEvent.Refusal(int choice, String text) ->
          send(choice, writer().refusal(choice, text));
      case ChatEvent.ReasoningText(int choice, String text, var maker) ->
          think(choice, new Reasoning.Text(text, null, maker));
      case ChatEvent.ReasoningSignature(int choice, String signature, var maker) ->
          think(choice, new Reasoning.Text("", signature, maker));
      case ChatEvent.ReasoningEncrypted(int choice, String data, var maker) ->
          think(choice, new Reasoning.Encrypted(data, null, maker));
      case ChatEvent.ToolCallStarted started -> send(started.choice(), writer().toolCall(started));
      case ChatEvent.ToolCallArguments arguments ->
          send(arguments.choice(), writer().arguments(arguments));
      case ChatEvent.Image image -> send(image.choice(), writer().image(image));
      case ChatEvent.Logprobs logprobs -> send(logprobs.choice(), writer().logprobs(logprobs));
      case ChatEvent.Finished(int choice, FinishReason reason) -> finished.put(choice, reason);
      case ChatEvent.UsageReported(Usage reported) -> usage = Translated.inTier(reported, tier);
    }
  }

  /** The chunk was made by {@link #writer()}, so that its frame is known. */
  private void send(int choice, Body chunk) {
    call.tab().produced(Math.max(1, chunk.length() - frameBytes));
    pass(choice, chunk);
  }

  /** Makers tell their thoughts in summary, and bill them in full. */
  private void think(int choice, Reasoning told) {
    Body chunk = writer().reasoning(choice, told);
    call.tab().thought(Math.max(1, chunk.length() - frameBytes));
    pass(choice, chunk);
  }

  private void pass(int choice, Body chunk) {
    if (open.add(choice)) {
      client.event(writer().role(choice));
    }
    client.event(chunk);
  }

  /** Made late, since a provider may name its model only with the first event. */
  private ChunkWriter writer() {
    if (writer == null) {
      writer =
          new ChunkWriter(
              new AnswerHead(call.completionId(), call.createdSeconds(), model)
                  .withTier(tier.orElse("")),
              includeUsage);
      frameBytes = writer.text(0, "").length();
    }
    return writer;
  }

  /**
   * Finishes come last, when all is known, so that the receipt stands in the stream's last chunk.
   */
  @Override
  void end(@Nullable Usage estimated) {
    int left = finished.size();
    for (Map.Entry<Integer, FinishReason> finish : finished.entrySet()) {
      left--;
      boolean last = left == 0 && !includeUsage;
      send(
          finish.getKey(),
          writer().finish(finish.getKey(), finish.getValue(), last ? call.receipt().json() : null));
    }
    if (includeUsage) {
      client.event(
          writer()
              .usage(
                  usage == null ? estimated : usage,
                  call.receipt().costNanoUsd(),
                  call.receipt().json()));
    }
  }

  @Override
  @Nullable Usage usage() {
    return usage;
  }

  @Override
  String model() {
    return model;
  }
}
