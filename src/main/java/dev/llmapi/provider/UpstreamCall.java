package dev.llmapi.provider;

import dev.llmapi.model.Body;
import java.net.URI;
import java.util.Map;

/**
 * One POST to a provider, complete.
 *
 * @param headers authentication among them: never to be logged
 */
public record UpstreamCall(URI uri, Map<String, String> headers, Body body, Deadlines deadlines) {

  public UpstreamCall {
    headers = Map.copyOf(headers);
  }

  /** Tells where to, and nothing of the headers and the body. */
  @Override
  public String toString() {
    return "UpstreamCall[" + uri.getScheme() + "://" + uri.getHost() + "]";
  }
}
