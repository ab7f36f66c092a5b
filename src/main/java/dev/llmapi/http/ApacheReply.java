package dev.llmapi.http;

import dev.llmapi.http.CallClock.Phase;
import dev.llmapi.model.FailureKind;
import dev.llmapi.provider.UpstreamReply;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/** An answer whose headers came, and whose body is read from the connection as it is asked for. */
final class ApacheReply implements UpstreamReply {

  /** What comes after an answer's end is a few bytes: a comment, an empty line. */
  private static final int FORMALITY_BYTES = 512;

  private final Exchange exchange;
  private final ClassicHttpResponse response;
  private final @Nullable TimeValue keepAlive;
  private final InputStream raw;
  private final boolean gzip;
  private final InputStream content;

  /** Bytes of the body still to come, negative when unknown. */
  private long leftBytes;

  private boolean ended;

  private ApacheReply(
      Exchange exchange, ClassicHttpResponse response, @Nullable TimeValue keepAlive)
      throws IOException {
    HttpEntity entity = response.getEntity();
    this.exchange = exchange;
    this.response = response;
    this.keepAlive = keepAlive;
    this.raw = entity == null ? InputStream.nullInputStream() : entity.getContent();
    this.gzip = entity != null && isGzip(entity.getContentEncoding());
    this.content = gzip ? new GunzipStream(raw) : raw;
    this.leftBytes = entity == null ? 0 : gzip ? -1 : entity.getContentLength();
  }

  /**
   * @param keepAlive how long the connection may be kept once the body is read; null for not at all
   */
  static ApacheReply of(
      Exchange exchange, ClassicHttpResponse response, @Nullable TimeValue keepAlive)
      throws IOException {
    ApacheReply reply = new ApacheReply(exchange, response, keepAlive);
    if (reply.leftBytes == 0) {
      reply.end(true);
    }
    return reply;
  }

  private boolean isGzip(@Nullable String encoding) {
    return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
      case "identity", "" -> false;
      case "gzip", "x-gzip" -> true;
      default ->
          throw Faults.failure(
              FailureKind.UPSTREAM_BROKEN,
              exchange.host(),
              "answered in a content-encoding that was not asked for");
    };
  }

  @Override
  public int status() {
    return response.getCode();
  }

  @Override
  public Optional<String> header(String name) {
    Header header = response.getFirstHeader(name);
    return header == null || header.getValue() == null
        ? Optional.empty()
        : Optional.of(header.getValue());
  }

  @Override
  public long contentLength() {
    HttpEntity entity = response.getEntity();
    return entity == null ? 0 : gzip ? -1 : entity.getContentLength();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (ended) {
      return -1;
    }
    try {
      exchange.clock().start(Phase.IDLE);
      int read = content.read(bytes, offset, length);
      exchange.clock().start(Phase.TOTAL);
      count(read);
      return read;
    } catch (IOException | RuntimeException e) {
      throw exchange.failure(e);
    }
  }

  @Override
  public void drain() {
    byte[] formality = new byte[FORMALITY_BYTES];
    try {
      exchange.clock().start(Phase.DRAIN);
      for (int left = formality.length; !ended && left > 0; ) {
        int read = content.read(formality, 0, left);
        left -= Math.max(read, 0);
        count(read);
      }
    } catch (IOException | RuntimeException e) {
      // It was a formality: the answer is complete, and only the connection is lost.
      exchange.close();
    }
  }

  private void count(int read) throws IOException {
    if (read < 0) {
      // Behind the end of gzip the body's own end is still to be read.
      end(!gzip || raw.read() < 0);
    } else if (leftBytes > 0) {
      leftBytes -= read;
      if (leftBytes == 0) {
        end(true);
      }
    }
  }

  private void end(boolean clean) {
    ended = true;
    exchange.finish(clean ? keepAlive : null);
  }

  @Override
  public void close() {
    exchange.close();
  }
}
