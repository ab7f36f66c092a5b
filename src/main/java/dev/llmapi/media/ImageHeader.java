package dev.llmapi.media;

/**
 * What an image file says of itself; its pixels are never decoded.
 *
 * @param width in pixels, at least 1, as stored (an EXIF orientation is not applied)
 * @param height in pixels, at least 1
 * @param animated whether it holds more than one frame
 * @param alpha whether its pixels may be transparent
 * @param whole whether the file's own end was seen; without it the file was cut
 */
public record ImageHeader(
    ImageFormat format, int width, int height, boolean animated, boolean alpha, boolean whole)
    implements HeaderRead {

  /** Reads the header of the image in {@code array[from, to)}. Never throws for bad bytes. */
  public static HeaderRead read(byte[] array, int from, int to) {
    return read(new RawBytes(array, from, to));
  }

  static HeaderRead read(ByteView bytes) {
    if (bytes.size() == 0) {
      return new ImageRefused(ImageRefusal.EMPTY, "the image is empty");
    }
    return ImageFormat.sniff(bytes)
        .map(format -> read(format, bytes))
        .orElseGet(() ->
            new ImageRefused(
                ImageRefusal.FORMAT_UNSUPPORTED,
                "the content is not an image of a known format; send " + ImageFormat.ACCEPTED));
  }

  private static HeaderRead read(ImageFormat format, ByteView bytes) {
    return switch (format) {
      case PNG -> PngHeader.read(bytes);
      case JPEG -> JpegHeader.read(bytes);
      case WEBP -> WebpHeader.read(bytes);
      case GIF -> GifHeader.read(bytes);
      case AVIF, HEIC, JPEG_XL, TIFF, SVG, PDF, ICO, BMP, HTML ->
          new ImageRefused(
              ImageRefusal.FORMAT_UNSUPPORTED,
              "the content is %s, which is not accepted; send %s"
                  .formatted(format.label(), ImageFormat.ACCEPTED));
    };
  }
}
