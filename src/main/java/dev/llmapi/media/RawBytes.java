package dev.llmapi.media;

/** The bytes of a file as they are, from one index of an array to another. */
final class RawBytes implements ByteView {
  private final byte[] array;
  private final int from;
  private final int size;

  RawBytes(byte[] array, int from, int to) {
    this.array = array;
    this.from = from;
    this.size = to - from;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int at(int index) {
    return array[from + index] & 0xff;
  }
}
