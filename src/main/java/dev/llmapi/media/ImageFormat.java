package dev.llmapi.media;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file format that can be told by its first bytes: those that are accepted, and those that are
 * only named when they are refused.
 *
 * <p>A signature is Latin-1, and {@code ?} stands for any byte.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are made by List.of
public enum ImageFormat {
  PNG(
      "PNG",
      List.of("image/png", "image/x-png", "image/apng", "image/vnd.mozilla.apng"),
      "\u0089PNG\r\n\u001a\n"),
  JPEG("JPEG", List.of("image/jpeg", "image/jpg", "image/pjpeg"), "\u00ff\u00d8\u00ff"),
  WEBP("WEBP", List.of("image/webp"), "RIFF????WEBP"),
  GIF("GIF", List.of("image/gif"), "GIF87a", "GIF89a"),

  AVIF("AVIF", List.of(), "????ftypavif", "????ftypavis"),
  HEIC("HEIC", List.of(), "????ftyphei?", "????ftyphev?", "????ftypmif1", "????ftypmsf1"),
  JPEG_XL("JPEG XL", List.of(), "\u00ff\n", "\0\0\0\fJXL \r\n\u0087\n"),
  TIFF("TIFF", List.of(), "II*\0", "MM\0*"),
  SVG("SVG", List.of(), "<svg", "<?xml"),
  PDF("PDF", List.of(), "%PDF-"),
  ICO("ICO", List.of(), "\0\0\1\0"),
  BMP("BMP", List.of(), "BM"),
  /** What a server often sends in place of an image. */
  HTML("HTML", List.of(), "<!doctype html", "<html");

  /** How the accepted formats are named in messages. */
  public static final String ACCEPTED = "PNG, JPEG, WEBP or GIF";

  private static final List<ImageFormat> ALL = List.of(values());
  private static final int WHITESPACE_LOOKED_THROUGH = 64;

  private final String label;
  private final List<String> mediaTypes;
  private final List<String> signatures;

  ImageFormat(String label, List<String> mediaTypes, String... signatures) {
    this.label = label;
    this.mediaTypes = mediaTypes;
    this.signatures = List.of(signatures);
  }

  /** The name for people: {@code JPEG}, {@code JPEG XL}. */
  public String label() {
    return label;
  }

  /** Whether images of this format are taken in at all. */
  public boolean isAccepted() {
    return !mediaTypes.isEmpty();
  }

  /**
   * The registered media type of an accepted format.
   *
   * @throws IllegalStateException for a format that is not accepted
   */
  public String mediaType() {
    if (!isAccepted()) {
      throw new IllegalStateException(label + " has no media type here");
    }
    return mediaTypes.getFirst();
  }

  /** The accepted format of a media type without parameters; {@code image/jpg} counts as JPEG. */
  public static Optional<ImageFormat> findByMediaType(String mediaType) {
    String lowerCase = mediaType.toLowerCase(Locale.ROOT);
    return ALL.stream().filter(format -> format.mediaTypes.contains(lowerCase)).findFirst();
  }

  static Optional<ImageFormat> sniff(ByteView bytes) {
    int text = textStart(bytes);
    return ALL.stream()
        .filter(format -> format.matches(bytes, format.isMarkup() ? text : 0))
        .findFirst();
  }

  private boolean isMarkup() {
    return this == SVG || this == HTML;
  }

  private boolean matches(ByteView bytes, int from) {
    return signatures.stream().anyMatch(signature -> matches(signature, bytes, from));
  }

  private boolean matches(String signature, ByteView bytes, int from) {
    if (!bytes.has(from, signature.length())) {
      return false;
    }
    for (int i = 0; i < signature.length(); i++) {
      int expected = signature.charAt(i);
      int found = bytes.at(from + i);
      if (expected != '?' && expected != (isMarkup() ? Character.toLowerCase(found) : found)) {
        return false;
      }
    }
    return true;
  }

  /** Where markup begins behind a byte order mark and white space. */
  private static int textStart(ByteView bytes) {
    int at = bytes.has(0, 3) && bytes.u16(0) == 0xefbb && bytes.at(2) == 0xbf ? 3 : 0;
    while (at < WHITESPACE_LOOKED_THROUGH
        && bytes.has(at, 1)
        && Character.isWhitespace(bytes.at(at))) {
      at++;
    }
    return at;
  }
}
