package dev.llmapi.provider.sandbox.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes images with the JDK, WebP with TwelveMonkeys, and keeps what that may cost in bounds.
 * Thread-safe.
 *
 * <p>With {@link Painter}, it is where AWT is first loaded: only when a request has to do with
 * pictures.
 */
public final class Decoder {
  /** Rows are decoded whole, so a long one costs memory even where most of it is left out. */
  private static final int MOST_SIDE = 16_384;

  /** Enough to know the colours of an image by. */
  private static final int SURVEY_SIDE = 256;

  /** One image is worked on at a time: what several cost in memory would add up. */
  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

  static {
    System.setProperty("java.awt.headless", "true");
  }

  private Decoder() {}

  /** The facts of the pixels; empty where they cannot or should not be decoded. */
  public static Optional<PixelFacts> survey(SentImage.Embedded image) {
    return alone(() ->
        decode(image, SURVEY_SIDE)
            .map(pixels ->
                PixelFacts.of(
                    pixels.getRGB(
                        0, 0, pixels.getWidth(), pixels.getHeight(), null, 0, pixels.getWidth()))));
  }

  /** Does work on images while no other thread does. */
  static <T> T alone(Supplier<T> work) {
    ONE_AT_A_TIME.lock();
    try {
      return work.get();
    } finally {
      ONE_AT_A_TIME.unlock();
    }
  }

  /**
   * The image with no side longer than twice {@code side}: rows and columns are left out while it
   * is read, so that a large one is never in memory as a whole.
   */
  static Optional<BufferedImage> decode(SentImage.Embedded image, int side) {
    var header = image.header();
    if (!isDecodable(header)) {
      return Optional.empty();
    }
    @Nullable ImageReader reader = null;
    try (var bytes =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(image.url().decode()))) {
      reader = reader(header.format());
      reader.setInput(bytes, true, true);
      return Optional.of(read(reader, header.format(), side));
    } catch (IOException | RuntimeException _) {
      // A broken image makes the JDK's readers throw nearly anything.
      return Optional.empty();
    } finally {
      if (reader != null) {
        reader.dispose();
      }
    }
  }

  private static ImageReader reader(ImageFormat format) throws IOException {
    return format == ImageFormat.WEBP
        ? new WebPImageReaderSpi().createReaderInstance()
        : ImageIO.getImageReadersByFormatName(format.name()).next();
  }

  /** Whether an image of this header is decoded at all. */
  public static boolean isDecodable(ImageHeader header) {
    return isBounded(header.format(), header.width(), header.height());
  }

  private static boolean isBounded(ImageFormat format, int width, int height) {
    return (long) width * height <= format.mostPixels() && Math.max(width, height) <= MOST_SIDE;
  }

  private static BufferedImage read(ImageReader reader, ImageFormat format, int side)
      throws IOException {
    var width = reader.getWidth(0);
    var height = reader.getHeight(0);
    if (!isBounded(format, width, height)) {
      throw new IOException("the first frame is larger than the image says");
    }
    var step = Math.max(1, Math.max(width, height) / side);
    var parameters = reader.getDefaultReadParam();
    parameters.setSourceSubsampling(step, step, 0, 0);
    return GreyImages.toRgb(reader.read(0, parameters));
  }
}
