package dev.llmapi.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** The text and the images that travel in the benchmark, the same bytes in every run. */
final class Payload {
  private static final byte[] PNG_SIGNATURE = {(byte) 137, 'P', 'N', 'G', '\r', '\n', 26, '\n'};
  private static final byte RGB = 2;

  /** What a streamed answer says, one element a chunk: 50 chunks, 1 KB together. */
  static final List<String> CHUNKS =
      IntStream.range(0, 50)
          .mapToObj(i -> String.format(Locale.ROOT, "This is sentence %02d. ", i))
          .toList();

  /** What a whole answer says: 1 KB. */
  static final String TEXT = String.join("", CHUNKS);

  /** What the mock upstream says when {@link #IMAGE_IN} has reached it unharmed. */
  static final String IMAGE_SEEN = "The image has arrived whole.";

  /** The image a client sends, in base64: a PNG of 1 MiB, 1.4 MB as text. */
  static final String IMAGE_IN = base64Png(591, 1);

  /** The image an upstream sends, in base64: a PNG of 1.5 MiB, 2.1 MB as text. */
  static final String IMAGE_OUT = base64Png(724, 2);

  private Payload() {}

  /** ASCII text as bytes that go to a socket, or are compared with what came off one, uncopied. */
  static ByteBuffer direct(String ascii) {
    byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  private static String base64Png(int side, long seed) {
    return Base64.getEncoder().encodeToString(noisePng(side, seed));
  }

  /** A square RGB picture of noise, which no compression makes smaller. */
  private static byte[] noisePng(int side, long seed) {
    byte[] pixels = new byte[side * (1 + 3 * side)];
    new Random(seed).nextBytes(pixels);
    for (int row = 0; row < side; row++) {
      pixels[row * (1 + 3 * side)] = 0; // each row begins with its filter: none
    }
    ByteBuffer header = ByteBuffer.allocate(13).putInt(side).putInt(side).put((byte) 8).put(RGB);
    ByteArrayOutputStream png = new ByteArrayOutputStream(pixels.length + 1024);
    png.writeBytes(PNG_SIGNATURE);
    writePngChunk(png, "IHDR", header.array());
    writePngChunk(png, "IDAT", stored(pixels));
    writePngChunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static void writePngChunk(ByteArrayOutputStream png, String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(content);
    png.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    png.writeBytes(name);
    png.writeBytes(content);
    png.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
  }

  private static byte[] stored(byte[] bytes) {
    try (Deflater deflater = new Deflater(Deflater.NO_COMPRESSION)) {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] out = new byte[bytes.length + bytes.length / 1000 + 64];
      int length = deflater.deflate(out);
      return Arrays.copyOf(out, length);
    }
  }
}
