package dev.llmapi.app.lambda;

import java.io.IOException;
import java.util.Map;

/**
 * One HTTP answer of the Runtime API.
 *
 * @param headers with names in any case
 */
@SuppressWarnings("ArrayRecordComponent") // It carries bytes; nothing compares it.
record RuntimeReply(int status, Map<String, String> headers, byte[] body) {

  boolean closesConnection() {
    return "close".equalsIgnoreCase(headers.get("Connection"));
  }

  String require(String header) throws IOException {
    String value = headers.get(header);
    if (value == null) {
      throw new IOException("the Runtime API's answer has no " + header);
    }
    return value;
  }
}
