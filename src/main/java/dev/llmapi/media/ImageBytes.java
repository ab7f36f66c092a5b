package dev.llmapi.media;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks an image by its own bytes. */
public final class ImageBytes {

  private ImageBytes() {}

  /**
   * Checks format, wholeness, size and, where one was declared, the media type.
   *
   * @param declared the media type that came with the bytes, without parameters; null where none
   *     did
   * @return the header, never one of a format that is not accepted or of a file that was cut
   */
  public static HeaderRead check(byte[] bytes, @Nullable String declared, ImageLimits limits) {
    return check(new RawBytes(bytes, 0, bytes.length), declared, limits);
  }

  static HeaderRead check(ByteView bytes, @Nullable String declared, ImageLimits limits) {
    Optional<ImageRefused> tooLarge = limits.refuseBytes(bytes.size());
    if (tooLarge.isPresent()) {
      return tooLarge.get();
    }
    return switch (ImageHeader.read(bytes)) {
      case ImageRefused refused -> refused;
      case ImageHeader header ->
          refuseMediaType(header, declared)
              .or(() -> limits.refusePixels(header))
              .or(() -> refuseCut(header))
              .<HeaderRead>map(refused -> refused)
              .orElse(header);
    };
  }

  private static Optional<ImageRefused> refuseMediaType(
      ImageHeader header, @Nullable String declared) {
    if (declared == null
        || ImageFormat.findByMediaType(declared).equals(Optional.of(header.format()))) {
      return Optional.empty();
    }
    return Optional.of(
        new ImageRefused(
            ImageRefusal.MEDIA_TYPE_MISMATCH,
            "the media type says %s, but the content is %s"
                .formatted(Shown.of(declared), header.format().mediaType())));
  }

  private static Optional<ImageRefused> refuseCut(ImageHeader header) {
    return header.whole() ? Optional.empty() : Optional.of(ImageRefused.truncated(header.format()));
  }
}
