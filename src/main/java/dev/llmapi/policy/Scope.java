package dev.llmapi.policy;

/** Whose counters: the project's own, or those of one of its keys. */
public enum Scope {
  PROJECT,
  KEY
}
