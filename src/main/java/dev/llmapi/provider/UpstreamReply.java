package dev.llmapi.provider;

import dev.llmapi.wire.ByteSource;
import java.util.Optional;

/**
 * A provider's answer, its headers read and its body still to come. Reading belongs to one thread;
 * {@link #close} may come from any and ends the upstream call at once if the body was not read to
 * its end (the connection is not used again).
 */
public interface UpstreamReply extends ByteSource, AutoCloseable {

  int status();

  /** A header by its name, in any case. */
  Optional<String> header(String name);

  /** The body's length in bytes, or -1 when it was not told. */
  long contentLength();

  /**
   * Tells that what is left of the body, if anything, is a formality: it may be read for a moment,
   * so that the connection can be used again.
   */
  default void drain() {}

  @Override
  void close();
}
