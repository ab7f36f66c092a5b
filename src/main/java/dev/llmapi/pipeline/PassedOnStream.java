package dev.llmapi.pipeline;

import dev.llmapi.model.Body;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Usage;
import dev.llmapi.wire.openai.AnswerHead;
import dev.llmapi.wire.openai.AnswerScan;
import dev.llmapi.wire.openai.ChunkWriter;
import dev.llmapi.wire.openai.ErrorReader;
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
  private long seenIndexes;
  private long finishedIndexes;
  private @Nullable Usage usage;
  private AnswerHead head = new AnswerHead("", 0, "");

  /** A chunk that was read and not sent yet. */
  private @Nullable Slice held;

  /** Of what is held, at its place. */
  private @Nullable AnswerScan heldScan;

  PassedOnStream(Call call, ClientStream client) {
    super(call, client);
    this.call = call;
    this.client = client;
    this.includeUsage = call.request().includeUsage();
  }

  @Override
  void read(SseReader event) {
    Slice data = event.data();
    if ("error".equals(event.type())) {
      throw new FailureException(ErrorReader.readEvent(data));
    }
    done = isDone(data);
    if (!done) {
      chunk(event.hasSeveralLines() ? onOneLine(data) : data);
    }
  }

  @Override
  boolean isOver() {
    return done;
  }

  /**
   * Whether there were choices, and each has ended. A host that says that it is done may have made
   * fewer than were asked for; one that merely falls silent may not.
   */
  @Override
  boolean isWhole() {
    return haveEnded()
        && (done
            || Long.bitCount(finishedIndexes)
                >= Math.min(call.request().sampling().n(), Long.SIZE));
  }

  private boolean haveEnded() {
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
    head = completed(scan);
    if (scan.choices() == 0 || isUsageBehindTheEnd(scan)) {
      withoutChoices(data, scan);
      return;
    }
    sendHeld();
    openChoices(scan);
    seenIndexes |= scan.seenIndexes();
    finishedIndexes |= scan.finishedIndexes();
    // Behind the end a host may tell the usage in a chunk that has a choice, as OpenRouter does.
    if (haveEnded() || scan.finished() > 0) {
      hold(data, scan);
    } else {
      count(scan);
      client.event(new Body(List.of(data)));
    }
  }

  private void count(AnswerScan scan) {
    if (scan.onlyThinks()) {
      call.tab().thought(scan.producedBytes());
    } else {
      call.tab().produced(scan.producedBytes());
    }
  }

  private AnswerHead completed(AnswerScan scan) {
    return new AnswerHead(
        scan.id().isEmpty() ? head.id() : scan.id(),
        scan.createdSeconds() == 0 ? head.createdSeconds() : scan.createdSeconds(),
        scan.model().isEmpty() ? head.model() : scan.model());
  }

  /** The role comes first in each choice, whether the host sends it or not. */
  private void openChoices(AnswerScan scan) {
    if (scan.startsRole()) {
      return;
    }
    for (long left = scan.seenIndexes() & ~seenIndexes; left != 0; left &= left - 1) {
      client.event(writer().role(Long.numberOfTrailingZeros(left)));
    }
  }

  /** OpenRouter's usage chunk repeats the choice that has ended, with an empty delta. */
  private boolean isUsageBehindTheEnd(AnswerScan scan) {
    return scan.usage() != null
        && scan.finished() == 0
        && haveEnded()
        && (scan.seenIndexes() & ~seenIndexes) == 0;
  }

  /** The usage chunk, or what a host adds of its own, such as Azure's prompt_filter_results. */
  private void withoutChoices(Slice data, AnswerScan scan) {
    if (scan.usage() == null || !includeUsage || !haveEnded()) {
      return;
    }
    if (heldScan == null || heldScan.usage() == null) {
      sendHeld(); // Else it tells it once more, and the last counts.
    }
    hold(data, scan);
  }

  private void hold(Slice data, AnswerScan scan) {
    held = Slice.of(data.bytes());
    heldScan = scan.movedBy(-data.from());
  }

  private void sendHeld() {
    if (held != null) {
      client.event(new Body(List.of(held)));
      held = null;
    }
  }

  @Override
  @Nullable Usage usage() {
    return usage;
  }

  @Override
  String model() {
    return head.model();
  }

  @Override
  void end(@Nullable Usage estimated) {
    Slice last = held;
    AnswerScan scan = heldScan;
    if (last == null || scan == null) {
      throw new IllegalStateException("what ends a choice is held");
    }
    if (!includeUsage) {
      client.event(Spliced.answer(last, scan, null, call.receipt()));
    } else if (scan.usage() != null) {
      client.event(Spliced.answer(last, scan, estimated, call.receipt()));
    } else {
      sendHeld();
      Usage counted = estimated == null ? usage : estimated;
      client.event(writer().usage(counted, call.receipt().costNanoUsd(), call.receipt().json()));
    }
  }

  private ChunkWriter writer() {
    return new ChunkWriter(
        new AnswerHead(
            head.id().isEmpty() ? call.completionId() : head.id(),
            head.createdSeconds() == 0 ? call.createdSeconds() : head.createdSeconds(),
            head.model()),
        includeUsage);
  }
}
