package dev.llmapi.wire;

/** A body that comes in pieces, read by blocking. Its reader is one thread. */
@FunctionalInterface
public interface ByteSource {

  /**
   * Reads up to {@code length} bytes; blocks until there is one at least.
   *
   * @return how many were read, or -1 at the body's proper end
   * @throws dev.llmapi.model.FailureException when the body was cut, or stalled
   */
  int read(byte[] bytes, int offset, int length);
}
