package dev.llmapi.pricing.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The tokens of OpenAI's {@code o200k_base}, by rank: byte strings, of which those with lower ranks
 * are joined first. Immutable.
 *
 * <p>In {@code o200k.bin} each token stands as one byte for its length and then its bytes, in the
 * order of the ranks. They are those of OpenAI's tiktoken (MIT).
 */
final class Vocabulary {

  static final int NONE = -1;

  private static final String FILE = "o200k.bin";

  private final byte[] file;

  /** Where the token of a rank begins in the file, after its length. */
  private final int[] starts;

  /** An open-addressed table of ranks + 1, by the hash of the token's bytes; 0 is free. */
  private final int[] table;

  private final int mask;

  private Vocabulary(byte[] file) {
    this.file = file;
    int count = 0;
    for (int at = 0; at < file.length; at += 1 + (file[at] & 0xff)) {
      count++;
    }
    starts = new int[count];
    table = new int[Integer.highestOneBit(count) * 4];
    mask = table.length - 1;
    int rank = 0;
    for (int at = 0; at < file.length; at += 1 + (file[at] & 0xff)) {
      starts[rank] = at + 1;
      insert(rank++, hash(file, at + 1, at + 1 + (file[at] & 0xff)));
    }
  }

  /** The vocabulary; read when it is first asked for. */
  static Vocabulary get() {
    return Holder.VOCABULARY;
  }

  private static final class Holder {

    private static final Vocabulary VOCABULARY = read();

    private static Vocabulary read() {
      try (InputStream in = Vocabulary.class.getResourceAsStream(FILE)) {
        if (in == null) {
          throw new IllegalStateException(FILE + " is not among the resources");
        }
        return new Vocabulary(in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  int size() {
    return starts.length;
  }

  /** The rank of the token {@code bytes[from, to)}, or {@link #NONE}. */
  int rank(byte[] bytes, int from, int to) {
    int slot = hash(bytes, from, to) & mask;
    while (true) {
      int rank = table[slot] - 1;
      if (rank < 0 || isToken(rank, bytes, from, to)) {
        return rank;
      }
      slot = (slot + 1) & mask;
    }
  }

  private boolean isToken(int rank, byte[] bytes, int from, int to) {
    int start = starts[rank];
    int length = to - from;
    if ((file[start - 1] & 0xff) != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (file[start + i] != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  private void insert(int rank, int hash) {
    int slot = hash & mask;
    while (table[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    table[slot] = rank + 1;
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = hash * 0x01000193 + (bytes[i] & 0xff);
    }
    hash ^= hash >>> 15;
    hash *= 0x2c1b3c6d;
    return hash ^ (hash >>> 13);
  }
}
