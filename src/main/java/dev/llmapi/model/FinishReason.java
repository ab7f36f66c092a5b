package dev.llmapi.model;

import java.util.Locale;

/** Why a choice ended: the only values that leave the gateway (OpenAI's, without function_call). */
public enum FinishReason {
  STOP,
  LENGTH,
  TOOL_CALLS,
  CONTENT_FILTER;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
