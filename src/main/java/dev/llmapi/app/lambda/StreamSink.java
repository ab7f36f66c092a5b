package dev.llmapi.app.lambda;

import java.io.IOException;
import java.io.OutputStream;

/** Where the bytes of one streamed answer go. */
interface StreamSink {

  /** Takes the first byte: from here on there is no other way to answer. */
  OutputStream open() throws IOException;

  /** Everything was written: waits until it is taken. */
  void finish() throws IOException;

  /** Gives the answer up where it stands. */
  void abandon();
}
