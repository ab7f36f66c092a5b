package dev.llmapi.testing;

import dev.llmapi.wire.ByteSource;
import java.util.function.IntSupplier;

/** A body that comes in pieces, each of at most as many bytes as are said at the time. */
public final class Pieces implements ByteSource {

  private final byte[] body;
  private final IntSupplier size;
  private int at;

  public Pieces(byte[] body, IntSupplier size) {
    this.body = body;
    this.size = size;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (at == body.length) {
      return -1;
    }
    int count = Math.min(Math.min(length, body.length - at), size.getAsInt());
    System.arraycopy(body, at, bytes, offset, count);
    at += count;
    return count;
  }
}
