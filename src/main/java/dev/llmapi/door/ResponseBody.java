package dev.llmapi.door;

import java.io.IOException;

/** The body of an answer under way. Used by one thread at a time. */
public interface ResponseBody extends AutoCloseable {

  /**
   * Writes bytes; they may wait until {@link #flush()}.
   *
   * @throws IOException when the client is gone
   */
  void write(byte[] bytes, int from, int length) throws IOException;

  /** Sends what was written on its way to the client. */
  void flush() throws IOException;

  /** Ends the answer as complete. */
  @Override
  void close() throws IOException;

  /** Breaks the answer off, so that the client's HTTP library sees that it is incomplete. */
  void abort(Throwable reason);
}
