package dev.llmapi.pricing.text;

/** What the cut into pieces tells apart, by Unicode's general categories. */
enum CharacterKind {
  /** Lu, Lt. */
  UPPER,
  /** Ll. */
  LOWER,
  /** Lm, Lo. */
  CASELESS,
  /** M. */
  MARK,
  /** N. */
  NUMBER,
  /** Carriage return and line feed. */
  NEWLINE,
  /** Other white space. */
  SPACE,
  OTHER,
  /** No character: the text has ended. */
  END;

  private static final CharacterKind[] ASCII = new CharacterKind[128];

  static {
    for (int i = 0; i < ASCII.length; i++) {
      ASCII[i] = of(i);
    }
  }

  static CharacterKind ofAscii(int character) {
    return ASCII[character];
  }

  static CharacterKind of(int codePoint) {
    if (codePoint == '\r' || codePoint == '\n') {
      return NEWLINE;
    }
    return switch (Character.getType(codePoint)) {
      case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> UPPER;
      case Character.LOWERCASE_LETTER -> LOWER;
      case Character.MODIFIER_LETTER, Character.OTHER_LETTER -> CASELESS;
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          MARK;
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
          NUMBER;
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          SPACE;
      default -> (codePoint >= '\t' && codePoint <= '\f') || codePoint == 0x85 ? SPACE : OTHER;
    };
  }
}
