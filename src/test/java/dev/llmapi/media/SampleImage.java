package dev.llmapi.media;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * A whole image and what its header says.
 *
 * @param name what is peculiar about it, for the test's name
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SampleImage(String name, byte[] bytes, ImageHeader header) {

  /** One of each kind: what the JDK writes, and small files of what it does not. */
  public static Stream<SampleImage> all() {
    return Stream.concat(written(), stored());
  }

  public static SampleImage png() {
    return written("rgb png", ImageFormat.PNG, BufferedImage.TYPE_INT_RGB, false);
  }

  public static SampleImage jpeg() {
    return written("baseline jpeg", ImageFormat.JPEG, BufferedImage.TYPE_INT_RGB, false);
  }

  public static SampleImage gif() {
    return written("gif", ImageFormat.GIF, BufferedImage.TYPE_BYTE_INDEXED, false);
  }

  public static SampleImage webp() {
    return stored().findFirst().orElseThrow();
  }

  /** The image's data URL, with its true media type. */
  public String dataUrl() {
    return "data:%s;base64,%s".formatted(header.format().mediaType(), base64());
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return name;
  }

  private static Stream<SampleImage> written() {
    return Stream.of(
        png(),
        written("rgba png", ImageFormat.PNG, BufferedImage.TYPE_INT_ARGB, true),
        written("gray png", ImageFormat.PNG, BufferedImage.TYPE_BYTE_GRAY, false),
        written("palette png", ImageFormat.PNG, BufferedImage.TYPE_BYTE_INDEXED, false),
        written("black and white png", ImageFormat.PNG, BufferedImage.TYPE_BYTE_BINARY, false),
        jpeg(),
        written("gray jpeg", ImageFormat.JPEG, BufferedImage.TYPE_BYTE_GRAY, false),
        gif(),
        progressive());
  }

  private static SampleImage written(String name, ImageFormat format, int type, boolean alpha) {
    try {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      if (!ImageIO.write(picture(type), format.name(), file)) {
        throw new IllegalStateException("the JDK does not write " + name);
      }
      return new SampleImage(
          name, file.toByteArray(), new ImageHeader(format, 31, 17, false, alpha, true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SampleImage progressive() {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
      ImageWriteParam progressive = writer.getDefaultWriteParam();
      progressive.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      writer.setOutput(out);
      writer.write(
          null, new IIOImage(picture(BufferedImage.TYPE_INT_RGB), null, null), progressive);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return new SampleImage(
        "progressive jpeg",
        file.toByteArray(),
        new ImageHeader(ImageFormat.JPEG, 31, 17, false, false, true));
  }

  private static BufferedImage picture(int type) {
    BufferedImage picture = new BufferedImage(31, 17, type);
    for (int x = 0; x < picture.getWidth(); x++) {
      for (int y = 0; y < picture.getHeight(); y++) {
        picture.setRGB(x, y, (x * 8) << 24 | (x * 8) << 16 | (y * 15) << 8 | ((x * y) & 0xff));
      }
    }
    return picture;
  }

  private static Stream<SampleImage> stored() {
    try (InputStream in = SampleImage.class.getResourceAsStream("/media/images.csv");
        BufferedReader rows =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return rows
          .lines()
          .filter(row -> !row.startsWith("#"))
          .map(row -> row.split(","))
          .map(SampleImage::parse)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SampleImage parse(String[] cells) {
    return new SampleImage(
        cells[0],
        Base64.getDecoder().decode(cells[6]),
        new ImageHeader(
            ImageFormat.valueOf(cells[1]),
            Integer.parseInt(cells[2]),
            Integer.parseInt(cells[3]),
            Boolean.parseBoolean(cells[4]),
            Boolean.parseBoolean(cells[5]),
            true));
  }
}
