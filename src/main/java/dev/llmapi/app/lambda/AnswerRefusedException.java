package dev.llmapi.app.lambda;

import java.io.IOException;

/** The Runtime API took an answer, or a report of an error, with another status than 202. */
final class AnswerRefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  AnswerRefusedException(int status) {
    super("the Runtime API refused the answer with status " + status);
  }
}
