package dev.llmapi.pricing.text;

/**
 * Cuts UTF-8 text into the pieces that {@code o200k_base} encodes one by one, as its pattern does:
 *
 * <pre>
 * [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?
 * [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?
 * \p{N}{1,3}
 *  ?[^\s\p{L}\p{N}]+[\r\n/]*
 * \s*[\r\n]+
 * \s+(?!\S)
 * \s+
 * </pre>
 *
 * One per text, not thread-safe.
 */
final class Pieces {

  private static final int NO_WORD = -1;
  private static final int MOST_DIGITS = 3;

  private final byte[] bytes;
  private final int to;

  /** The length of the character that was classified last. */
  private int width;

  Pieces(byte[] bytes, int to) {
    this.bytes = bytes;
    this.to = to;
  }

  /** The end of the piece that begins at {@code from}. */
  int end(int from) {
    CharacterKind kind = kind(from);
    int next = from + width;
    return switch (kind) {
      case UPPER, LOWER, CASELESS -> word(from);
      case NUMBER -> digits(from);
      case MARK -> {
        int word = cased(next, false);
        yield word == NO_WORD ? word(from) : word;
      }
      case OTHER -> {
        int word = word(next);
        yield word == NO_WORD ? symbols(from) : word;
      }
      case SPACE -> {
        int word = word(next);
        if (word != NO_WORD) {
          yield word;
        }
        yield bytes[from] == ' ' && isSymbol(kind(next)) ? symbols(next) : spaces(from);
      }
      case NEWLINE -> spaces(from);
      case END -> throw new IllegalArgumentException("no piece begins at the end");
    };
  }

  /** The end of a word that begins here, by the first pattern or else the second. */
  private int word(int from) {
    int word = cased(from, false);
    return word == NO_WORD ? cased(from, true) : word;
  }

  /**
   * Capitals and then small letters; letters without case and marks are both.
   *
   * @param capitalsOnly whether a run without small letters will do
   */
  private int cased(int from, boolean capitalsOnly) {
    int at = from;
    int afterLastBoth = NO_WORD;
    CharacterKind kind = kind(at);
    while (kind == CharacterKind.UPPER || isBoth(kind)) {
      at += width;
      if (isBoth(kind)) {
        afterLastBoth = at;
      }
      kind = kind(at);
    }
    if (kind == CharacterKind.LOWER) {
      while (kind == CharacterKind.LOWER || isBoth(kind)) {
        at += width;
        kind = kind(at);
      }
      return contraction(at);
    }
    if (afterLastBoth != NO_WORD) {
      return contraction(afterLastBoth);
    }
    return capitalsOnly && at > from ? contraction(at) : NO_WORD;
  }

  private static boolean isBoth(CharacterKind kind) {
    return kind == CharacterKind.CASELESS || kind == CharacterKind.MARK;
  }

  private static boolean isSymbol(CharacterKind kind) {
    return kind == CharacterKind.OTHER || kind == CharacterKind.MARK;
  }

  private int contraction(int at) {
    if (at + 1 >= to || bytes[at] != '\'') {
      return at;
    }
    int first = lower(at + 1);
    int second = lower(at + 2);
    if (first == 's' || first == 't' || first == 'm' || first == 'd') {
      return at + 2;
    }
    if (first == 0xc5 && second == 0xbf) {
      return at + 3; // the long s, which is an s without regard to case
    }
    boolean two =
        ((first == 'r' || first == 'v') && second == 'e') || (first == 'l' && second == 'l');
    return two ? at + 3 : at;
  }

  private int lower(int at) {
    if (at >= to) {
      return 0;
    }
    int value = bytes[at] & 0xff;
    return value >= 'A' && value <= 'Z' ? value + 32 : value;
  }

  private int digits(int from) {
    int at = from;
    for (int count = 0; count < MOST_DIGITS && kind(at) == CharacterKind.NUMBER; count++) {
      at += width;
    }
    return at;
  }

  private int symbols(int from) {
    int at = from;
    while (isSymbol(kind(at))) {
      at += width;
    }
    while (at < to && (bytes[at] == '\r' || bytes[at] == '\n' || bytes[at] == '/')) {
      at++;
    }
    return at;
  }

  /** White space: to its last line break, or else all but the character before a word. */
  private int spaces(int from) {
    int at = from;
    int last = from;
    int afterNewline = from;
    CharacterKind kind = kind(at);
    while (kind == CharacterKind.SPACE || kind == CharacterKind.NEWLINE) {
      last = at;
      at += width;
      if (kind == CharacterKind.NEWLINE) {
        afterNewline = at;
      }
      kind = kind(at);
    }
    if (afterNewline > from) {
      return afterNewline;
    }
    return kind == CharacterKind.END || last == from ? at : last;
  }

  private CharacterKind kind(int at) {
    if (at >= to) {
      width = 0;
      return CharacterKind.END;
    }
    int lead = bytes[at];
    if (lead >= 0) {
      width = 1;
      return CharacterKind.ofAscii(lead);
    }
    width = Math.min(lead < (byte) 0xe0 ? 2 : lead < (byte) 0xf0 ? 3 : 4, to - at);
    int codePoint = lead & (0x7f >> width);
    for (int i = 1; i < width; i++) {
      codePoint = (codePoint << 6) | (bytes[at + i] & 0x3f);
    }
    return CharacterKind.of(codePoint);
  }
}
