package dev.llmapi.bench;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes a body slice by slice, as it arrives. */
@FunctionalInterface
interface BodySink {
  /** Takes the bytes between the slice's position and its limit; the slice is reused afterwards. */
  void accept(ByteBuffer slice) throws IOException;
}
