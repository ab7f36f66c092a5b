package dev.llmapi.media;

/** What a client sent, fit to stand in a message: short and printable. */
final class Shown {
  private static final int MAX_CHARACTERS = 80;

  private Shown() {}

  static String of(String text) {
    String start =
        text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + "...";
    return start.replaceAll("[^ -~]", "?");
  }
}
