package dev.llmapi.pipeline;

import dev.llmapi.model.Body;
import dev.llmapi.model.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * What is kept of an answer while it goes out: in pieces, so that no array grows by being copied,
 * and within what all answers under way together may hold. For one thread.
 */
final class KeptBytes {

  static final int PIECE_BYTES = 16 << 10;

  private final Semaphore room;
  private final int mostBytes;
  private final List<byte[]> pieces = new ArrayList<>();
  private int length;
  private boolean tooLong;

  /**
   * Keeps nothing yet.
   *
   * @param room a permit for each piece of {@value #PIECE_BYTES} bytes, shared by all answers
   * @param mostBytes of this answer
   */
  KeptBytes(Semaphore room, int mostBytes) {
    this.room = room;
    this.mostBytes = mostBytes;
  }

  /** The room for answers of so many bytes together. */
  static Semaphore room(long bytes) {
    return new Semaphore((int) Math.ceilDiv(bytes, PIECE_BYTES));
  }

  /** Keeps the bytes too, unless that is too much: then nothing is kept any more. */
  void add(byte[] bytes, int from, int count) {
    if (tooLong || count > mostBytes - length) {
      giveUp();
      return;
    }
    int done = 0;
    while (done < count) {
      int at = length % PIECE_BYTES;
      if (at == 0 && !grow()) {
        return;
      }
      int part = Math.min(count - done, PIECE_BYTES - at);
      System.arraycopy(bytes, from + done, pieces.getLast(), at, part);
      done += part;
      length += part;
    }
  }

  private boolean grow() {
    if (!room.tryAcquire()) {
      giveUp();
      return false;
    }
    pieces.add(new byte[PIECE_BYTES]);
    return true;
  }

  private void giveUp() {
    tooLong = true;
    clear();
  }

  /** Whether there was more than could be kept. */
  boolean isTooLong() {
    return tooLong;
  }

  /** What was kept, the pieces themselves: not to be used after {@link #clear()}. */
  Body body() {
    List<Slice> slices = new ArrayList<>(pieces.size());
    for (int i = 0; i < pieces.size(); i++) {
      slices.add(new Slice(pieces.get(i), 0, Math.min(PIECE_BYTES, length - i * PIECE_BYTES)));
    }
    return new Body(slices);
  }

  /** Lets go of everything, and gives its room back. */
  void clear() {
    room.release(pieces.size());
    pieces.clear();
    length = 0;
  }
}
