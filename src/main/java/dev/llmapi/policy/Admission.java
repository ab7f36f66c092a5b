package dev.llmapi.policy;

import dev.llmapi.model.Failure;

/** Whether a caller is let in. */
public sealed interface Admission {

  record Granted(Caller caller) implements Admission {}

  record Refused(Failure failure) implements Admission {}
}
