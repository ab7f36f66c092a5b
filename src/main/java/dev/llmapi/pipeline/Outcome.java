package dev.llmapi.pipeline;

import dev.llmapi.model.Failure;

/** How passing on an answer ended, once its first byte had gone out. */
sealed interface Outcome {

  record Completed() implements Outcome {}

  /** The provider failed in mid-answer; the client has been told so. */
  record BrokenOff(Failure failure) implements Outcome {}
}
