package dev.llmapi.app.door;

import java.io.Closeable;
import java.io.IOException;

/** A streamed answer. For one thread at a time. */
public interface ResponseBody extends Closeable {

  /** May hold the bytes back until {@link #flush} or {@link #close}. */
  void write(byte[] bytes, int from, int length) throws IOException;

  /** Sends everything written so far to the client. */
  void flush() throws IOException;

  /** Ends the answer as a whole one. Without effect on an answer that has ended or was aborted. */
  @Override
  void close() throws IOException;

  /** Breaks the answer so that the client sees it as incomplete. */
  void abort(Throwable reason);
}
