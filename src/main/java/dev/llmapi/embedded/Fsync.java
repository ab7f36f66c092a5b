package dev.llmapi.embedded;

/** When what was written is forced to the disk; a killed process loses nothing either way. */
public enum Fsync {
  /** Before anybody is told that it was done: a power cut loses nothing. */
  ALWAYS,
  /** Each second: a power cut loses the last second at most. */
  EACH_SECOND
}
