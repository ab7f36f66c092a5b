package dev.llmapi.app.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of API Gateway's Lambda proxy integration: payload 1.0 of REST APIs, payload 2.0
 * of HTTP APIs and function URLs.
 *
 * <p>The body, which may be megabytes of escaped JSON, is skipped by the parser and decoded in the
 * event's own array.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">Payload
 *     1.0</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Payload
 *     2.0</a>
 */
final class ProxyEventReader {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int NO_BODY = -1;
  private static final String NO_STAGE = "$default";

  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** Both payloads have it percent-decoded. */
  private final Map<String, String> query = new HashMap<>();

  private final Map<String, String> pathParameters = new HashMap<>();
  private @Nullable String method;
  private @Nullable String path;
  private @Nullable String rawPath;
  private String resource = "";
  private String stage = NO_STAGE;
  private int bodyFrom = NO_BODY;
  private boolean base64;

  private ProxyEventReader() {}

  /**
   * Reads one event.
   *
   * @param event given away: the request's body may use the array
   * @throws IOException when it is not an HTTP event
   */
  static ProxyRequest read(byte[] event) throws IOException {
    var reader = new ProxyEventReader();
    try (JsonParser json = JSON.createParser(event)) {
      reader.readEvent(json);
    }
    return reader.toRequest(event);
  }

  private void readEvent(JsonParser json) throws IOException {
    requireHttp(json.nextToken() == JsonToken.START_OBJECT);
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "httpMethod" -> method = json.getValueAsString();
        case "path" -> path = json.getValueAsString();
        case "rawPath" -> rawPath = json.getValueAsString();
        case "resource" -> resource = json.getValueAsString("");
        case "pathParameters" -> readTexts(json, pathParameters);
        case "isBase64Encoded" -> base64 = value == JsonToken.VALUE_TRUE;
        case "body" -> bodyFrom = value == JsonToken.VALUE_STRING ? behindQuote(json) : NO_BODY;
        case "headers" -> readHeaders(json);
        case "queryStringParameters" -> readTexts(json, query);
        case "multiValueHeaders" -> readMultiValueHeaders(json);
        case "requestContext" -> readContext(json);
        default -> json.skipChildren();
      }
    }
  }

  private static int behindQuote(JsonParser json) {
    return (int) json.currentTokenLocation().getByteOffset() + 1;
  }

  /** Payload 1.0 has the last value of each header here, and all of them in multiValueHeaders. */
  private void readHeaders(JsonParser json) throws IOException {
    for (String name = firstName(json); name != null; name = json.nextFieldName()) {
      String value = json.nextTextValue();
      if (value != null) {
        headers.putIfAbsent(name, value);
      }
    }
  }

  private static void readTexts(JsonParser json, Map<String, String> texts) throws IOException {
    for (String name = firstName(json); name != null; name = json.nextFieldName()) {
      String value = json.nextTextValue();
      if (value != null) {
        texts.put(name, value);
      }
    }
  }

  private void readMultiValueHeaders(JsonParser json) throws IOException {
    for (String name = firstName(json); name != null; name = json.nextFieldName()) {
      json.nextToken();
      List<String> values = new ArrayList<>();
      for (String value = json.nextTextValue(); value != null; value = json.nextTextValue()) {
        values.add(value);
      }
      headers.put(name, String.join(", ", values));
    }
  }

  private void readContext(JsonParser json) throws IOException {
    for (String name = firstName(json); name != null; name = json.nextFieldName()) {
      json.nextToken();
      switch (name) {
        case "stage" -> stage = json.getValueAsString(NO_STAGE);
        case "http" -> readHttp(json);
        default -> json.skipChildren();
      }
    }
  }

  /** Payload 2.0 only. */
  private void readHttp(JsonParser json) throws IOException {
    for (String name = firstName(json); name != null; name = json.nextFieldName()) {
      json.nextToken();
      if (name.equals("method")) {
        method = json.getValueAsString();
      } else {
        json.skipChildren();
      }
    }
  }

  /** Absent for null, which stands for an empty object in some events. */
  private static @Nullable String firstName(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.START_OBJECT ? json.nextFieldName() : null;
  }

  private ProxyRequest toRequest(byte[] event) throws IOException {
    String verb = method;
    if (verb == null) {
      throw notHttp();
    }
    String decoded = decodedPath();
    if (bodyFrom == NO_BODY) {
      return new ProxyRequest(verb, decoded, query, headers, new byte[0], 0);
    }
    int length = JsonText.decodeInPlace(event, bodyFrom);
    if (!base64) {
      return new ProxyRequest(verb, decoded, query, headers, event, length);
    }
    ByteBuffer body = Base64.getDecoder().decode(ByteBuffer.wrap(event, 0, length));
    return new ProxyRequest(verb, decoded, query, headers, body.array(), body.remaining());
  }

  private String decodedPath() throws IOException {
    if (rawPath != null) {
      return ProxyPath.ofRaw(rawPath, stage);
    }
    if (path == null) {
      throw notHttp();
    }
    return ProxyPath.ofMapped(path, resource, pathParameters);
  }

  private static void requireHttp(boolean isHttp) throws IOException {
    if (!isHttp) {
      throw notHttp();
    }
  }

  private static IOException notHttp() {
    return new IOException("the event is not an HTTP request of API Gateway or a function URL");
  }
}
