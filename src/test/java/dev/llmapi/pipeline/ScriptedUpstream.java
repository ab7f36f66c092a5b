package dev.llmapi.pipeline;

import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.provider.Transport;
import dev.llmapi.provider.UpstreamCall;
import dev.llmapi.provider.UpstreamReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A provider that does what a script says, on a clock that only the script moves. For one call. */
final class ScriptedUpstream implements Transport {

  /** One thing that happens. */
  sealed interface Step {}

  record Silence(Duration time) implements Step {}

  /** The answer's head: status 200. */
  record Head() implements Step {}

  record Says(String text) implements Step {}

  /** Something happens elsewhere. */
  record Meanwhile(Runnable elsewhere) implements Step {}

  /** The call ends so. */
  record Fails(FailureKind kind) implements Step {}

  private final AtomicLong nanos = new AtomicLong(-Duration.ofDays(1).toNanos());
  private final Deque<Step> script = new ArrayDeque<>();

  void plan(Step... steps) {
    script.addAll(Arrays.asList(steps));
  }

  long nanoTime() {
    return nanos.get();
  }

  @Override
  public UpstreamReply send(UpstreamCall call) {
    if (next() instanceof Head) {
      return new Reply();
    }
    throw new IllegalStateException("the script has no head");
  }

  /** What comes of the provider when time has passed. */
  private Step next() {
    while (true) {
      switch (script.removeFirst()) {
        case Silence(Duration time) -> nanos.addAndGet(time.toNanos());
        case Meanwhile(Runnable elsewhere) -> elsewhere.run();
        case Fails(FailureKind kind) -> throw FailureException.of(kind, "scripted");
        case Head head -> {
          return head;
        }
        case Says says -> {
          return says;
        }
      }
    }
  }

  private final class Reply implements UpstreamReply {

    @Override
    public int status() {
      return 200;
    }

    @Override
    public Optional<String> header(String name) {
      return name.equals("content-type") ? Optional.of("text/event-stream") : Optional.empty();
    }

    @Override
    public long contentLength() {
      return -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (script.isEmpty()) {
        return -1;
      }
      if (!(next() instanceof Says(String text))) {
        throw new IllegalStateException("the script has a second head");
      }
      byte[] said = text.getBytes(StandardCharsets.UTF_8);
      int count = Math.min(length, said.length);
      System.arraycopy(said, 0, bytes, offset, count);
      if (count < said.length) {
        script.addFirst(
            new Says(new String(said, count, said.length - count, StandardCharsets.UTF_8)));
      }
      return count;
    }

    @Override
    public void close() {
      script.clear();
    }
  }
}
