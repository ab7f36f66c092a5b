package dev.llmapi.media;

/**
 * Reads JPEG (ITU T.81, annex B): segments up to the first scan, then the end-of-image marker.
 *
 * <p>The marker is looked for from the end, since cameras and phones append previews and films
 * behind it; between a scan and its end it can only be the marker, because the coder stuffs zeros.
 */
final class JpegHeader {
  private static final int MARKER = 0xff;
  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int FRAME_BYTES = 9;

  private JpegHeader() {}

  static HeaderRead read(ByteView bytes) {
    int width = 0;
    int height = 0;
    int at = 2;
    while (bytes.has(at, 4)) {
      int marker = bytes.at(at + 1);
      if (bytes.at(at) != MARKER || marker == END_OF_IMAGE) {
        return ImageRefused.malformed(ImageFormat.JPEG, "a segment is broken");
      }
      if (marker == MARKER) { // fill byte
        at++;
      } else if (standsAlone(marker)) {
        at += 2;
      } else {
        if (isFrame(marker) && bytes.has(at, FRAME_BYTES)) {
          height = bytes.u16(at + 5);
          width = bytes.u16(at + 7);
        }
        if (marker == START_OF_SCAN) {
          return header(width, height, hasEnd(bytes, at));
        }
        at += 2 + bytes.u16(at + 2);
      }
    }
    return width == 0 ? ImageRefused.truncated(ImageFormat.JPEG) : header(width, height, false);
  }

  private static HeaderRead header(int width, int height, boolean whole) {
    return width == 0 || height == 0
        ? ImageRefused.malformed(ImageFormat.JPEG, "it has no width and height")
        : new ImageHeader(ImageFormat.JPEG, width, height, false, false, whole);
  }

  private static boolean hasEnd(ByteView bytes, int scan) {
    for (int at = bytes.size() - 1; at > scan + 2; at--) {
      if (bytes.at(at) == END_OF_IMAGE && bytes.at(at - 1) == MARKER) {
        return true;
      }
    }
    return false;
  }

  /** TEM and the restart markers have no length. */
  private static boolean standsAlone(int marker) {
    return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7);
  }

  /** SOF0 to SOF15, among which stand DHT, JPG and DAC. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }
}
