package dev.llmapi.media;

/**
 * The bytes of a file that lies in base64, each decoded when it is asked for.
 *
 * <p>A header asks for a few dozen bytes of a megabyte, often far apart (a JPEG's frame stands
 * behind its EXIF and colour profile), so no part is worth decoding as a whole.
 */
final class Base64Bytes implements ByteView {
  private final byte[] array;
  private final int from;
  private final int size;

  /**
   * @param from where the first character of the alphabet stands
   * @param characters how many characters of the alphabet there are, padding left out; all of them
   *     have been checked by {@link Base64Alphabet}
   */
  Base64Bytes(byte[] array, int from, int characters) {
    this.array = array;
    this.from = from;
    this.size = (int) (characters * 3L / 4);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int at(int index) {
    int group = index / 3;
    int place = index - group * 3;
    int character = from + group * 4 + place;
    int pair =
        Base64Alphabet.value(array[character]) << 6 | Base64Alphabet.value(array[character + 1]);
    return pair >> (4 - 2 * place) & 0xff;
  }
}
