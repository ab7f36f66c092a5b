package dev.llmapi.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

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

  /**
   * The same bytes as arrays of at most that many each, made one by one; none for an empty body.
   */
  public Iterator<byte[]> pieces(int mostBytes) {
    InputStream in = new SequenceInputStream(Collections.enumeration(streams()));
    return new Iterator<>() {
      private long left = length();

      @Override
      public boolean hasNext() {
        return left > 0;
      }

      @Override
      public byte[] next() {
        if (left == 0) {
          throw new NoSuchElementException();
        }
        try {
          byte[] piece = in.readNBytes((int) Math.min(left, mostBytes));
          left -= piece.length;
          return piece;
        } catch (IOException e) {
          throw new IllegalStateException("arrays can be read", e);
        }
      }
    };
  }

  private List<InputStream> streams() {
    return slices.stream()
        .<InputStream>map(it -> new ByteArrayInputStream(it.array(), it.from(), it.length()))
        .toList();
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
