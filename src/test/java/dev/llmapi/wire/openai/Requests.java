package dev.llmapi.wire.openai;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.Slice;

/** Requests as clients send them. */
final class Requests {

  /** Every member that is understood, and some that are not. */
  static final String FULL =
      """
      {"model": "openai/gpt-6-sol", "messages": [
        {"role": "system", "content": "Be brief."},
        {"role": "developer", "content": [{"type": "text", "text": "Be kind."}]},
        {"role": "user", "name": "ann", "content": [
          {"type": "text", "text": "What is this?", "prompt_cache_breakpoint": {"mode": "explicit"}},
          {"type": "image_url", "image_url": {"url": "data:image\\/png;base64,iVBORw0KGgo=", "detail": "low"}},
          {"type": "image_url", "image_url": {"detail": null, "url": "https://example.com/a.png"}},
          {"input_audio": {"data": "UklGRg==", "format": "wav"}, "type": "input_audio"},
          {"type": "file", "file": {"file_data": "data:application/pdf;base64,JVBERi0=", "filename": "a.pdf"}},
          {"type": "file", "file": {"file_id": "file-1"}}]},
        {"role": "assistant", "content": null, "refusal": null, "audio": null, "function_call": null,
         "tool_calls": [
          {"id": "call_1", "type": "function", "function": {"name": "f", "arguments": "{\\"a\\": 1}"},
           "extra_content": {"google": {"thought_signature": "sig"}}},
          {"id": "call_2", "type": "custom", "custom": {"name": "sql", "input": "select 1"}}],
         "reasoning_details": [{"type": "reasoning.text", "text": "hm", "signature": "s", "index": 0},
          {"type": "reasoning.encrypted", "data": "x"}]},
        {"role": "tool", "tool_call_id": "call_1", "content": "42"},
        {"role": "tool", "tool_call_id": "call_2", "content": [{"type": "text", "text": "1"}]},
        {"role": "assistant", "content": [{"type": "text", "text": "It is 42."}, {"type": "refusal", "refusal": "No."}],
         "images": [{"type": "image_url", "index": 0, "image_url": {"url": "data:image/png;base64,AAAA"}}]},
        {"role": "function", "name": "g", "content": "ok"}],
       "tools": [
        {"type": "function", "function": {"name": "f", "description": "d", "parameters": {"type": "object"}, "strict": true}},
        {"type": "custom", "custom": {"name": "sql", "format": {"type": "text"}}}],
       "tool_choice": {"type": "allowed_tools", "allowed_tools": {"mode": "required", "tools": [
        {"type": "function", "function": {"name": "f"}}]}},
       "parallel_tool_calls": false, "functions": [{"name": "g"}], "function_call": {"name": "g"},
       "temperature": 0.5, "top_p": 1, "top_k": 40, "presence_penalty": -2, "frequency_penalty": 2.0,
       "max_tokens": 5, "max_completion_tokens": 6, "seed": -9223372036854775808, "stop": ["a", "b"], "n": 2,
       "logprobs": true, "top_logprobs": 20, "logit_bias": {"50256": -100},
       "response_format": {"type": "json_schema", "json_schema": {"name": "s", "schema": {"type": "object"}, "strict": null}},
       "modalities": ["text", "image"], "image_config": {"aspect_ratio": "16:9", "n": 1, "x": null},
       "audio": {"voice": "alloy", "format": "wav"}, "reasoning_effort": "high", "verbosity": "low",
       "reasoning": {"max_tokens": 1024, "exclude": true, "effort": null}, "include_reasoning": false,
       "stream": true, "stream_options": {"include_usage": true, "include_obfuscation": false},
       "user": "u", "safety_identifier": "s", "service_tier": "flex", "store": false, "metadata": {"k": "v"},
       "prediction": {"type": "content", "content": "x"}, "web_search_options": {}, "moderation": null,
       "prompt_cache_key": "k", "prompt_cache_options": {"mode": "x"}, "prompt_cache_retention": "24h",
       "provider": {"order": ["a"]}, "models": ["a", "b"], "llmapi": {"tags": ["t"]}, "later": [1, {"é": "ü"}]}
      """;

  private Requests() {}

  static ChatRequest read(String json) {
    return ChatRequestReader.read(Slice.utf8(json));
  }

  /** A small request with these members besides. */
  static ChatRequest with(String members) {
    return read(json(members));
  }

  static String json(String members) {
    return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],"
        + members
        + "}";
  }

  /** A request of these messages. */
  static ChatRequest ask(String messages) {
    return read("{\"model\":\"m\",\"messages\":[" + messages + "]}");
  }

  /** Why the request is refused. */
  static Failure refusal(String json) {
    return refusal(Slice.utf8(json));
  }

  static Failure refusal(Slice json) {
    try {
      ChatRequestReader.read(json);
    } catch (FailureException e) {
      return e.failure();
    }
    throw new AssertionError("it was read");
  }
}
