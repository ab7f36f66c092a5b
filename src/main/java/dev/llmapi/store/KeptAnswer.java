package dev.llmapi.store;

import dev.llmapi.model.Body;
import java.util.Map;

/** An answer as it went out, to be given again: a stream's events too, byte for byte. */
public record KeptAnswer(int status, Map<String, String> headers, Body body) {
  public KeptAnswer {
    headers = Map.copyOf(headers);
  }
}
