package dev.llmapi.model;

/** What differs from model to model within one wire format, named. */
public enum Trait {
  /** Anthropic: {@code thinking: {type: adaptive}} with {@code output_config.effort}. */
  ADAPTIVE_THINKING,
  /** Anthropic, Gemini 2.5: thinking by a budget of tokens. */
  THINKING_BUDGET,
  /** Gemini 3: {@code thinkingLevel}. */
  THINKING_LEVEL,
  /** The model cannot be told not to think. */
  ALWAYS_THINKS,
  /** Anthropic: what others call no thinking is {@code thinking: {type: between_tools}} here. */
  THINKS_BETWEEN_TOOLS,
  /**
   * The format's own way to a JSON schema; without it the wire goes by a forced tool or says so.
   */
  NATIVE_JSON_SCHEMA,
  /** The last turn may be the assistant's, to be continued. */
  ASSISTANT_PREFILL,
  /** Gemini 3: function calls must be replayed with their thoughtSignature. */
  THOUGHT_SIGNATURES,
  /** Images may stand inside a tool's result. */
  TOOL_RESULT_IMAGES,
  /** The model can make images. */
  IMAGE_OUTPUT,
  /** The model fetches https images itself, so URLs are handed on. */
  FETCHES_IMAGE_URLS,
  /** Takes GIF images. */
  GIF_INPUT,
  /** A limit is called {@code max_tokens} here; {@code max_completion_tokens} is not known. */
  OLD_MAX_TOKENS
}
