package dev.llmapi.pipeline;

import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Usage;
import dev.llmapi.provider.UpstreamReply;
import dev.llmapi.wire.openai.ErrorWriter;
import dev.llmapi.wire.sse.SseReader;
import org.jspecify.annotations.Nullable;

/**
 * One stream from a provider on its way to the client: read event by event, held to be whole only
 * when its format's own end was seen, and told as broken otherwise. Used by one thread.
 */
abstract sealed class RelayedStream permits PassedOnStream, TranslatedStream {

  private final Call call;
  private final ClientStream client;

  RelayedStream(Call call, ClientStream client) {
    this.call = call;
    this.client = client;
  }

  /**
   * Passes the stream on to its end.
   *
   * @throws FailureException when it fails before its first event
   * @throws ClientGoneException when the client is gone; what came of it is settled
   */
  final Outcome run(UpstreamReply reply) {
    SseReader events = new SseReader(client.flushedBefore(reply));
    try {
      while (!isOver() && next(events)) {
        if (!isBlank(events.data())) {
          read(events);
        }
      }
      if (!isWhole()) {
        throw FailureException.of(
            FailureKind.UPSTREAM_BROKEN, "The provider's stream ended before its answer did.");
      }
    } catch (FailureException e) {
      return failed(e);
    } catch (ClientGoneException e) {
      call.breakOff(usage(), model(), FailureKind.UPSTREAM_BROKEN);
      throw e;
    }
    end(call.settle(usage(), model()).orElse(null));
    client.done();
    reply.drain();
    return new Outcome.Completed();
  }

  /** Some proxies keep a connection alive by empty events. */
  private static boolean isBlank(Slice data) {
    for (int i = data.from(); i < data.to(); i++) {
      if (data.array()[i] > ' ' || data.array()[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** The next event; what fails behind the answer's own end was a formality. */
  private boolean next(SseReader events) {
    try {
      return events.next();
    } catch (FailureException e) {
      if (isWhole() && !client.isGone()) {
        return false;
      }
      throw e;
    }
  }

  private Outcome failed(FailureException e) {
    if (!client.isCommitted()) {
      throw e;
    }
    Failure failure = e.failure();
    call.breakOff(usage(), model(), failure.kind());
    if (!client.isGone()) {
      client.fail(ErrorWriter.write(failure));
    }
    return new Outcome.BrokenOff(failure);
  }

  /** Takes the event that the reader stands at. */
  abstract void read(SseReader event);

  /** Whether the provider has said that nothing more comes. */
  abstract boolean isOver();

  /** Whether the answer's own end was seen. */
  abstract boolean isWhole();

  /** What the provider has reported so far. */
  abstract @Nullable Usage usage();

  /** The model that the provider says answers, or empty. */
  abstract String model();

  /**
   * Sends what ends a whole answer, the receipt in its last chunk; the call is settled.
   *
   * @param estimated tokens, where the provider reported none
   */
  abstract void end(@Nullable Usage estimated);
}
