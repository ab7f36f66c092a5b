package dev.llmapi.provider.sandbox.picture;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Images made for tests. */
public final class Images {
  private Images() {}

  /** The left half in one colour, the right half in another. */
  public static BufferedImage halves(int type, int width, int height, Color left, Color right) {
    var image = new BufferedImage(width, height, type);
    for (var y = 0; y < height; y++) {
      for (var x = 0; x < width; x++) {
        image.setRGB(x, y, (x < width / 2 ? left : right).getRGB());
      }
    }
    return image;
  }

  public static byte[] encode(BufferedImage image, String format) {
    var bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException("the JDK does not write this image as " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static String url(String format, byte[] image) {
    return "data:image/" + format + ";base64," + Base64.getEncoder().encodeToString(image);
  }

  public static BufferedImage decode(String url) {
    var bytes = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
    try {
      return ImageIO.read(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A PNG whose header tells this size, with hardly any pixels behind it. */
  public static byte[] pngOfSize(int width, int height) {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    try {
      out.write(HexFormat.of().parseHex("89504e470d0a1a0a"));
      var header = new ByteArrayOutputStream();
      var fields = new DataOutputStream(header);
      fields.writeInt(width);
      fields.writeInt(height);
      fields.write(HexFormat.of().parseHex("0806000000"));
      writeChunk(out, "IHDR", header.toByteArray());
      writeChunk(out, "IDAT", HexFormat.of().parseHex("789c63000000010001"));
      writeChunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writeChunk(DataOutputStream out, String type, byte[] data)
      throws IOException {
    var name = type.getBytes(StandardCharsets.US_ASCII);
    var crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) crc.getValue());
  }
}
