package dev.llmapi.app.lambda;

import dev.llmapi.door.ResponseBody;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One streamed answer in the form that API Gateway and function URLs read: a JSON prelude with
 * status and headers, eight NUL bytes, the payload; all of it in HTTP chunks, a chunk at each
 * flush.
 *
 * <p>Until the first byte is sent the answer can still be withdrawn. An error after that goes into
 * the trailers, so that the client's connection breaks. For one thread at a time.
 */
final class ResponseStream implements ResponseBody {

  private static final int BUFFER_BYTES = 16 * 1024;

  private final StreamSink sink;
  private final byte[] pending = new byte[BUFFER_BYTES];
  private int pendingBytes;
  private @Nullable OutputStream out;
  private boolean ended;
  private @Nullable Throwable failure;
  private volatile boolean clientGone;

  ResponseStream(StreamSink sink, int status, Map<String, String> headers) throws IOException {
    this.sink = sink;
    byte[] prelude = Prelude.of(status, headers);
    write(prelude, 0, prelude.length);
  }

  /** Whether a byte was sent: if so, the invocation has its answer, whole or broken. */
  boolean committed() {
    return out != null;
  }

  boolean ended() {
    return ended;
  }

  /** Why the answer was broken or withdrawn, if it was. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** Whether the way to the client broke: there is nobody to tell, and nothing to mend. */
  boolean clientGone() {
    return clientGone;
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    requireOpen();
    try {
      if (length > BUFFER_BYTES - pendingBytes) {
        sendPending();
      }
      if (length > BUFFER_BYTES) {
        sendChunk(bytes, from, length);
        return;
      }
    } catch (IOException e) {
      throw lost(e);
    }
    System.arraycopy(bytes, from, pending, pendingBytes, length);
    pendingBytes += length;
  }

  @Override
  public void flush() throws IOException {
    requireOpen();
    try {
      sendPending();
      opened().flush();
    } catch (IOException e) {
      throw lost(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (ended) {
      return;
    }
    ended = true;
    try {
      sendPending();
      writeAscii("0\r\n\r\n");
      sink.finish();
    } catch (IOException e) {
      throw lost(e);
    }
  }

  @Override
  public void abort(Throwable reason) {
    if (ended) {
      return;
    }
    ended = true;
    failure = reason;
    if (out == null) {
      return;
    }
    try {
      sendPending();
      writeTrailers(new RuntimeError(RuntimeError.Kind.IN_MID_STREAM, reason));
      sink.finish();
    } catch (IOException e) {
      reason.addSuppressed(e);
      sink.abandon();
    }
  }

  /** Gives the answer up, and gives the reason back. */
  private IOException lost(IOException reason) {
    ended = true;
    failure = reason;
    clientGone = committed() && !(reason instanceof AnswerRefusedException);
    sink.abandon();
    return reason;
  }

  private void requireOpen() throws IOException {
    if (ended) {
      throw new IOException("the answer has ended");
    }
  }

  private void writeTrailers(RuntimeError error) throws IOException {
    String body = Base64.getEncoder().encodeToString(error.toJson());
    writeAscii("0\r\n");
    writeAscii(RuntimeClient.ERROR_TYPE + ": " + error.kind().type() + "\r\n");
    writeAscii(RuntimeClient.ERROR_BODY + ": " + body + "\r\n\r\n");
  }

  private void sendPending() throws IOException {
    sendChunk(pending, 0, pendingBytes);
    pendingBytes = 0;
  }

  /** An empty chunk would end the body. */
  private void sendChunk(byte[] bytes, int from, int length) throws IOException {
    if (length > 0) {
      writeAscii(Integer.toHexString(length) + "\r\n");
      opened().write(bytes, from, length);
      writeAscii("\r\n");
    }
  }

  private void writeAscii(String text) throws IOException {
    opened().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private OutputStream opened() throws IOException {
    OutputStream open = out == null ? sink.open() : out;
    out = open;
    return open;
  }
}
