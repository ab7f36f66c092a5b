package dev.llmapi.golden;

import dev.llmapi.model.Slice;
import dev.llmapi.provider.UpstreamReply;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** A provider's answer that is known beforehand, in pieces of any size. Read once. */
final class CannedReply implements UpstreamReply {
  private final int status;
  private final Map<String, String> headers;
  private final Slice body;
  private final IntUnaryOperator pieces;
  private int at;

  /**
   * An answer.
   *
   * @param headers by their lower-case names
   * @param pieces how many bytes come with one read, at least one, given how many were asked for
   */
  CannedReply(int status, Map<String, String> headers, Slice body, IntUnaryOperator pieces) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.pieces = pieces;
  }

  /** An answer of status 200 that comes in one piece. */
  static CannedReply ok(Slice body, String contentType) {
    return new CannedReply(
        200, Map.of("content-type", contentType), body, IntUnaryOperator.identity());
  }

  CannedReply inPieces(IntUnaryOperator other) {
    return new CannedReply(status, headers, body, other);
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  @Override
  public long contentLength() {
    return -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    int left = body.length() - at;
    if (left == 0) {
      return -1;
    }
    int count = Math.min(left, pieces.applyAsInt(length));
    System.arraycopy(body.array(), body.from() + at, bytes, offset, count);
    at += count;
    return count;
  }

  @Override
  public void close() {
    at = body.length();
  }
}
