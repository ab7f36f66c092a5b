package dev.llmapi.provider.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.llmapi.provider.sandbox.ChatRequest.Delivery;
import dev.llmapi.provider.sandbox.PacedStream.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Cuts an answer into frames: its pace, and what its model's fault does to it. */
final class Frames {
  private static final byte[] BROKEN_EVENT =
      "data: {\"id\":\"chatcmpl-sandbox\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\n\n"
          .getBytes(US_ASCII);
  private static final byte[] BROKEN_JSON = "\u0007}{,".getBytes(US_ASCII);

  /** A whole answer is dripped in this many parts. */
  private static final int DRIPS = 8;

  private final SandboxSettings settings;
  private final Fault fault;

  Frames(SandboxSettings settings, Fault fault) {
    this.settings = settings;
    this.fault = fault;
  }

  /** The events of a streamed answer. */
  List<Frame> ofStream(Answer answer, Delivery delivery) {
    var writer = new ChunkWriter(answer, delivery);
    var events = new ArrayList<Supplier<byte[]>>();
    for (var delta : Delta.of(answer, delivery)) {
      events.add(() -> writer.write(delta));
    }
    return paced(events, BROKEN_EVENT, settings.betweenTokens());
  }

  /** The parts of a whole answer: after the first token it comes at once, as from a host. */
  List<Frame> ofWhole(byte[] json) {
    var drips = fault == Fault.NONE ? 1 : Math.min(DRIPS, json.length);
    var parts = new ArrayList<Supplier<byte[]>>();
    for (var i = 0; i < drips; i++) {
      var start = (int) ((long) json.length * i / drips);
      var end = (int) ((long) json.length * (i + 1) / drips);
      parts.add(() -> Arrays.copyOfRange(json, start, end));
    }
    return paced(parts, BROKEN_JSON, Duration.ZERO);
  }

  private List<Frame> paced(List<Supplier<byte[]>> parts, byte[] broken, Duration between) {
    var kept = new ArrayList<>(fault == Fault.CUT ? parts.subList(0, parts.size() / 2) : parts);
    if (fault == Fault.MALFORMED) {
      kept.set(kept.size() / 2, broken::clone);
    }
    var frames = new ArrayList<Frame>();
    for (var i = 0; i < kept.size(); i++) {
      frames.add(new Frame(pause(i, kept.size(), between), kept.get(i)));
    }
    return frames;
  }

  private Duration pause(int index, int count, Duration between) {
    var slow = fault == Fault.SLOW;
    if (index == 0) {
      return slow ? settings.slowFirstByte() : settings.firstToken();
    }
    if (fault == Fault.STALL && index == count / 2) {
      return settings.stall();
    }
    return slow ? settings.slowDrip() : between;
  }
}
