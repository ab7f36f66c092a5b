package dev.llmapi.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Takes a body apart into one known image, compared byte for byte as it passes, and the text around
 * it. One per connection: {@link #reset} begins the next body.
 */
final class BodyScan implements BodySink {
  private static final int MAX_TEXT_BYTES = 64 << 10;

  /** Base64 of the signature with which every PNG begins: enough to know an image by. */
  private static final int SIGNATURE_BYTES = 10;

  private final ByteBuffer image;
  private final byte[] text = new byte[MAX_TEXT_BYTES];
  private int textBytes;
  private int imageBytes;
  private boolean broken;

  /** A scan for the image whose base64 is given; the buffer may serve many scans. */
  BodyScan(ByteBuffer imageBase64) {
    this.image = imageBase64;
  }

  void reset() {
    textBytes = 0;
    imageBytes = 0;
    broken = false;
  }

  @Override
  public void accept(ByteBuffer slice) throws IOException {
    if (imageBytes < SIGNATURE_BYTES) {
      seekImage(slice);
    }
    if (imageBytes >= SIGNATURE_BYTES && !broken && !hasWholeImage()) {
      matchImage(slice);
    }
    if (!broken) {
      keep(slice);
    }
  }

  /** The body without its image. */
  String text() {
    return new String(text, 0, textBytes, StandardCharsets.ISO_8859_1);
  }

  /** True if the image has passed from its first byte to its last, none changed. */
  boolean hasWholeImage() {
    return imageBytes == image.capacity();
  }

  /** True if an image began and then was another, or the body ended before it. */
  boolean hasBrokenImage() {
    return broken || (imageBytes >= SIGNATURE_BYTES && !hasWholeImage());
  }

  private void seekImage(ByteBuffer slice) throws IOException {
    while (slice.hasRemaining() && imageBytes < SIGNATURE_BYTES) {
      byte b = slice.get();
      if (b == image.get(imageBytes)) {
        imageBytes++;
      } else {
        imageBytes = b == image.get(0) ? 1 : 0;
      }
      keep(b);
    }
  }

  private void matchImage(ByteBuffer slice) {
    int count = Math.min(slice.remaining(), image.capacity() - imageBytes);
    ByteBuffer expected = image.slice(imageBytes, count);
    broken = expected.mismatch(slice.slice(slice.position(), count)) >= 0;
    imageBytes += count;
    slice.position(slice.position() + count);
  }

  private void keep(byte b) throws IOException {
    if (textBytes == MAX_TEXT_BYTES) {
      throw new IOException("more than " + MAX_TEXT_BYTES + " bytes beside the image");
    }
    text[textBytes++] = b;
  }

  private void keep(ByteBuffer slice) throws IOException {
    int count = slice.remaining();
    if (textBytes + count > MAX_TEXT_BYTES) {
      throw new IOException("more than " + MAX_TEXT_BYTES + " bytes beside the image");
    }
    slice.get(text, textBytes, count);
    textBytes += count;
  }
}
