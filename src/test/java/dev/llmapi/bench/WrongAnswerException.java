package dev.llmapi.bench;

import java.io.IOException;

/** An answer came, and it is not the one that a request of the benchmark has. */
final class WrongAnswerException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN_CHARS = 300;

  /**
   * A wrong answer.
   *
   * @param what what is wrong with it
   * @param answer the answer, of which the message shows the beginning
   */
  WrongAnswerException(String what, String answer) {
    super(what + ": " + answer.substring(0, Math.min(SHOWN_CHARS, answer.length())));
  }
}
