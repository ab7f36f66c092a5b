package dev.llmapi.media;

/**
 * Random access to the bytes of a file, wherever they lie; nothing is copied.
 *
 * <p>The multi-byte readers do not check their range: ask {@link #has} first. Safe for use by
 * several threads as long as nobody writes to the array below.
 */
sealed interface ByteView permits RawBytes, Base64Bytes {

  /** How many bytes there are. */
  int size();

  /** The byte at an index in {@code [0, size())}, as 0 to 255. */
  int at(int index);

  default boolean has(long index, int count) {
    return index + count <= size();
  }

  default int u16(int index) {
    return at(index) << 8 | at(index + 1);
  }

  /** Four bytes, most significant first; negative above {@code 0x7fffffff}. */
  default int s32(int index) {
    return u16(index) << 16 | u16(index + 2);
  }

  default int u16LittleEndian(int index) {
    return at(index) | at(index + 1) << 8;
  }

  default int u24LittleEndian(int index) {
    return u16LittleEndian(index) | at(index + 2) << 16;
  }

  default long u32LittleEndian(int index) {
    return u24LittleEndian(index) | (long) at(index + 3) << 24;
  }
}
