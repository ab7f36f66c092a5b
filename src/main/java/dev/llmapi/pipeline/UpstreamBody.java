package dev.llmapi.pipeline;

import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.provider.UpstreamReply;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Reads bodies of answers into memory, up to a limit. */
final class UpstreamBody {

  /** An answer up to here is read whole before its first byte goes on, so that it can be judged. */
  static final int SMALL_BYTES = 64 << 10;

  /** A whole answer may be this long; a dozen images fit. */
  static final int MAX_BYTES = 128 << 20;

  private static final int MAX_ERROR_BYTES = 64 << 10;
  private static final int FIRST_BYTES = 8 << 10;

  /** A virtual thread has no cheap thread-local: the buffers are pooled for all. */
  private static final ConcurrentLinkedDeque<byte[]> POOL = new ConcurrentLinkedDeque<>();

  private UpstreamBody() {}

  static byte[] takeBuffer() {
    byte[] buffer = POOL.pollFirst();
    return buffer == null ? new byte[SMALL_BYTES] : buffer;
  }

  static void giveBuffer(byte[] buffer) {
    POOL.addFirst(buffer);
  }

  /**
   * Fills the buffer.
   *
   * @return how many bytes came; fewer than the buffer holds when the body has ended
   */
  static int fill(UpstreamReply reply, byte[] buffer) {
    int length = 0;
    while (length < buffer.length) {
      int count = reply.read(buffer, length, buffer.length - length);
      if (count < 0) {
        return length;
      }
      length += count;
    }
    return length;
  }

  /** The whole body, in an array of its own. */
  static Slice readAll(UpstreamReply reply) {
    long told = reply.contentLength();
    byte[] bytes = new byte[told > 0 && told <= MAX_BYTES ? (int) told : FIRST_BYTES];
    int length = 0;
    while (true) {
      int count = fillFrom(reply, bytes, length);
      if (count < 0) {
        return new Slice(bytes, 0, length);
      }
      length += count;
      if (length == bytes.length && told != length) {
        if (length >= MAX_BYTES) {
          throw FailureException.of(
              FailureKind.UPSTREAM_BROKEN,
              "The provider's answer is longer than " + (MAX_BYTES >> 20) + " MB.");
        }
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
      } else if (length == told) {
        return new Slice(bytes, 0, length);
      }
    }
  }

  private static int fillFrom(UpstreamReply reply, byte[] bytes, int from) {
    return reply.read(bytes, from, bytes.length - from);
  }

  /** The beginning of an error's body. What cannot be read is left out: the status says enough. */
  static Slice readError(UpstreamReply reply) {
    byte[] bytes = new byte[MAX_ERROR_BYTES];
    int length = 0;
    try {
      while (length < bytes.length) {
        int count = reply.read(bytes, length, bytes.length - length);
        if (count < 0) {
          break;
        }
        length += count;
      }
    } catch (FailureException e) {
      return new Slice(bytes, 0, length);
    }
    return new Slice(bytes, 0, length);
  }
}
