package dev.llmapi.provider.sandbox;

import java.io.InputStream;
import java.util.Map;

/**
 * What the sandbox answers, as an HTTP host would.
 *
 * @param status the HTTP status
 * @param headers names in lower case
 * @param body the answer's bytes; it waits where a model would think, in the thread that reads, and
 *     closing it, from any thread, ends the answer
 */
public record SandboxReply(int status, Map<String, String> headers, InputStream body) {
  public SandboxReply {
    headers = Map.copyOf(headers);
  }
}
