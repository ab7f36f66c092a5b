package dev.llmapi.model;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A body to be sent, as slices that are written one after the other and never joined, so that an
 * image inside it is not copied. It can be written more than once (a retry). Immutable.
 */
public record Body(List<Slice> slices) {

  public Body {
    slices = List.copyOf(slices);
  }

  public static Body of(byte[] bytes) {
    return new Body(List.of(Slice.of(bytes)));
  }

  public long length() {
    long length = 0;
    for (Slice slice : slices) {
      length += slice.length();
    }
    return length;
  }

  public void writeTo(OutputStream out) throws IOException {
    for (Slice slice : slices) {
      slice.writeTo(out);
    }
  }

  /** The slices joined into a new array; for tests and for small bodies. */
  public byte[] joined() {
    byte[] joined = new byte[Math.toIntExact(length())];
    int at = 0;
    for (Slice slice : slices) {
      System.arraycopy(slice.array(), slice.from(), joined, at, slice.length());
      at += slice.length();
    }
    return joined;
  }
}
