package dev.llmapi.media;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Checks images in data URLs (RFC 2397): {@code data:image/png;base64,iVBORw0...}. */
public final class DataUrl {
  private static final String SCHEME = "data:";
  private static final String EXPECTED = "data:image/png;base64,<data>";

  /** More than any media type with its parameters needs. */
  private static final int MAX_PREFIX_BYTES = 256;

  private DataUrl() {}

  /** Whether {@code array[from, to)} begins like a data URL. */
  public static boolean isDataUrl(byte[] array, int from, int to) {
    return to - from >= SCHEME.length()
        && text(array, from, from + SCHEME.length()).equalsIgnoreCase(SCHEME);
  }

  /**
   * Checks the data URL in {@code array[from, to)}, the content of a JSON string without its
   * quotes. Takes one pass, copies nothing (but see {@link Base64Image} on escapes), never throws
   * for bad bytes.
   */
  public static ImageCheck check(byte[] array, int from, int to, ImageLimits limits) {
    int comma = findComma(array, from, Math.min(to, from + MAX_PREFIX_BYTES));
    if (comma < 0) {
      return malformed("has no comma before its data");
    }
    Optional<String> prefix =
        JsonText.unescape(array, from, comma).map(plain -> text(plain, 0, plain.length));
    if (prefix.isEmpty() || !prefix.get().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return malformed("does not begin with data:");
    }
    List<String> parts = List.of(prefix.get().substring(SCHEME.length()).split(";", -1));
    if (parts.size() < 2 || !parts.getLast().strip().equalsIgnoreCase("base64")) {
      return malformed("is not marked ;base64");
    }
    return Base64Image.check(array, comma + 1, to, parts.getFirst().strip(), limits);
  }

  private static int findComma(byte[] array, int from, int to) {
    for (int at = from; at < to; at++) {
      if (array[at] == ',') {
        return at;
      }
    }
    return -1;
  }

  private static String text(byte[] array, int from, int to) {
    return new String(array, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static ImageRefused malformed(String problem) {
    return new ImageRefused(
        ImageRefusal.DATA_URL_MALFORMED,
        "the data URL %s; expected %s".formatted(problem, EXPECTED));
  }
}
