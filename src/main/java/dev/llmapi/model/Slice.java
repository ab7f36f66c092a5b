package dev.llmapi.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A run of bytes inside a larger array, not copied: {@code array[from, to)}.
 *
 * <p>It stands for what is passed on without being understood: base64 of an image, a JSON schema,
 * an unknown member. The array must not change, nor go back to a pool, while a slice of it is used.
 */
// An array component, since a slice exists to share one; equality is by content.
@SuppressWarnings("ArrayRecordComponent")
public record Slice(byte[] array, int from, int to) {

  public static final Slice EMPTY = of(new byte[0]);

  public Slice {
    if (from < 0 || to < from || to > array.length) {
      throw new IndexOutOfBoundsException("slice " + from + ".." + to + " of " + array.length);
    }
  }

  public static Slice of(byte[] bytes) {
    return new Slice(bytes, 0, bytes.length);
  }

  /** The slice of the text's UTF-8 bytes. */
  public static Slice utf8(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  public int length() {
    return to - from;
  }

  public boolean isEmpty() {
    return from == to;
  }

  /** The bytes read as UTF-8. It copies: not for images. */
  public String text() {
    return new String(array, from, to - from, StandardCharsets.UTF_8);
  }

  public byte[] bytes() {
    return Arrays.copyOfRange(array, from, to);
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(array, from, to - from);
  }

  /** Equal when the bytes are equal, wherever they stand. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Slice slice
        && Arrays.equals(array, from, to, slice.array, slice.from, slice.to);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  /** Tells the length only: what a slice holds may be a prompt, and must not reach a log. */
  @Override
  public String toString() {
    return "Slice[" + length() + " bytes]";
  }
}
