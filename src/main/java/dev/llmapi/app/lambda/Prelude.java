package dev.llmapi.app.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** What stands before the payload of a streamed answer. */
final class Prelude {

  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] DELIMITER = new byte[8];

  private Prelude() {}

  /** Status and headers as JSON, and the eight NUL bytes that end them. */
  static byte[] of(int status, Map<String, String> headers) throws IOException {
    var bytes = new ByteArrayOutputStream(256);
    try (var json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      writeHead(json, status, headers);
      json.writeEndObject();
    }
    bytes.writeBytes(DELIMITER);
    return bytes.toByteArray();
  }

  /**
   * The members that both forms of an answer share. Each header has one string: an array is a 502.
   */
  static void writeHead(JsonGenerator json, int status, Map<String, String> headers)
      throws IOException {
    json.writeNumberField("statusCode", status);
    json.writeObjectFieldStart("headers");
    for (var header : headers.entrySet()) {
      json.writeStringField(header.getKey(), header.getValue());
    }
    json.writeEndObject();
  }
}
