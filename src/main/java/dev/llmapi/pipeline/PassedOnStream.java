package dev.llmapi.pipeline;

import dev.llmapi.model.Body;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Usage;
import dev.llmapi.wire.openai.AnswerHead;
import dev.llmapi.wire.openai.AnswerScan;
import dev.llmapi.wire.openai.ChunkWriter;
import dev.llmapi.wire.sse.SseReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passes one stream on that is in the client's own format already. The chunk that ends the answer
 * is held back until the next event is there, because the receipt belongs into the stream's last
 * chunk. One per stream.
 */
final class PassedOnStream extends RelayedStream {

  private static final int DONE_LENGTH = "[DONE]".length();

  private final Call call;
  private final ClientStream client;
  private final boolean includeUsage;

  private boolean done;
  private boolean roleSent;
  private long seenIndexes;
  private long finishedIndexes;
  private @Nullable Usage usage;
  private String model = "";

  /** A chunk that was read and not sent yet, and where its last brace stands in it. */
  private byte @Nullable [] held;

  private int heldEnd;

  /** Where the last brace of its usage stands; -1 where it tells none. */
  private int heldUsageEnd;

  PassedOnStream(Call call, ClientStream client) {
    super(call, client);
    this.call = call;
    this.client = client;
    this.includeUsage = call.request().includeUsage();
  }

  @Override
  void read(SseReader event) {
    Slice data = event.data();
    done = isDone(data);
    if (!done) {
      chunk(event.hasSeveralLines() ? onOneLine(data) : data);
    }
  }

  @Override
  boolean isOver() {
    return done;
  }

  /** Whether there were choices, and each has ended. */
  @Override
  boolean isWhole() {
    return seenIndexes != 0 && seenIndexes == finishedIndexes;
  }

  private static boolean isDone(Slice data) {
    return data.length() == DONE_LENGTH
        && data.array()[data.from()] == '['
        && data.array()[data.from() + 1] == 'D';
  }

  /** Between JSON's tokens a space means what a line feed does, and inside them there is none. */
  private static Slice onOneLine(Slice data) {
    return Slice.utf8(data.text().replace('\n', ' '));
  }

  private void chunk(Slice data) {
    AnswerScan scan = AnswerScan.read(data);
    if (scan.usage() != null) {
      usage = scan.usage();
    }
    if (!scan.model().isEmpty()) {
      model = scan.model();
    }
    if (scan.choices() == 0 || isUsageBehindTheEnd(scan)) {
      withoutChoices(data, scan);
      return;
    }
    sendHeld();
    if (!roleSent) {
      roleSent = true;
      if (!scan.startsRole()) {
        client.event(writer(scan.id()).role(0));
      }
    }
    seenIndexes |= scan.seenIndexes();
    finishedIndexes |= scan.finishedIndexes();
    // Behind the end a host may tell the usage in a chunk that has a choice, as OpenRouter does.
    if (isWhole() || scan.finished() > 0) {
      hold(data, scan);
    } else {
      call.tab().produced(scan.producedBytes());
      client.event(new Body(List.of(data)));
    }
  }

  /** OpenRouter's usage chunk repeats the choice that has ended, with an empty delta. */
  private boolean isUsageBehindTheEnd(AnswerScan scan) {
    return scan.usage() != null
        && scan.finished() == 0
        && isWhole()
        && (scan.seenIndexes() & ~seenIndexes) == 0;
  }

  /** The usage chunk, or what a host adds of its own, such as Azure's prompt_filter_results. */
  private void withoutChoices(Slice data, AnswerScan scan) {
    if (scan.usage() == null) {
      return;
    }
    if (includeUsage) {
      sendHeld();
      hold(data, scan);
    }
  }

  private void hold(Slice data, AnswerScan scan) {
    held = data.bytes();
    heldEnd = scan.end() - data.from();
    heldUsageEnd = scan.usageEnd() < 0 ? -1 : scan.usageEnd() - data.from();
  }

  private void sendHeld() {
    if (held != null) {
      client.event(Body.of(held));
      held = null;
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

  @Override
  void end() {
    if (includeUsage && usage == null) {
      sendHeld();
      client.event(writer("").usage(null, call.receipt().costNanoUsd(), call.receipt().json()));
    } else if (held != null) {
      client.event(Spliced.answer(Slice.of(held), heldUsageEnd, heldEnd, call.receipt()));
    }
  }

  private ChunkWriter writer(String id) {
    return new ChunkWriter(
        new AnswerHead(id.isEmpty() ? call.completionId() : id, call.createdSeconds(), model),
        includeUsage);
  }
}
