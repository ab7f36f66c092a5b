package dev.llmapi.app.door;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTP request as a front door presents it, and the way to answer it. For one thread. */
public interface HttpExchange {

  /** In capitals, as HTTP spells it. */
  String method();

  /** Without stage, query or percent escapes: {@code /v1/models/openai/gpt-5.4}. */
  String path();

  /**
   * The values of a header, joined by a comma when it came more than once; the name's case is free.
   */
  @Nullable String header(String name);

  /** The body from index 0 on; what lies behind {@link #bodyLength} is not part of it. */
  byte[] body();

  /** In bytes; 0 when there is no body. */
  int bodyLength();

  /**
   * Sends a whole answer.
   *
   * @throws IOException when the client, or the service in front of it, is gone
   */
  void respond(int status, Map<String, String> headers, byte[] bytes, int from, int length)
      throws IOException;

  /**
   * Opens a streamed answer.
   *
   * @param contentLength in bytes, negative when unknown
   * @throws IOException when the client, or the service in front of it, is gone
   */
  ResponseBody open(int status, Map<String, String> headers, long contentLength) throws IOException;
}
