package dev.llmapi.app.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The path that the gateway's routes know, out of what an event says of it. */
final class ProxyPath {

  private ProxyPath() {}

  /**
   * The path of payload 2.0, which has a named stage in front. A custom domain's base path is not
   * in it.
   */
  static String ofRaw(String rawPath, String stage) {
    String prefix = "/" + stage;
    return decodePercent(
        rawPath.startsWith(prefix + "/") ? rawPath.substring(prefix.length()) : rawPath);
  }

  /**
   * The path of payload 1.0, which has in front what maps a custom domain to the API: a base path,
   * a stage, or both. The resource with its parameters filled in does not.
   *
   * @param resource as the API declares it, {@code /v1/models/{model+}}; empty when unknown
   * @param parameters what stands in its places, with percent escapes or without
   */
  static String ofMapped(String path, String resource, Map<String, String> parameters) {
    String decoded = decodePercent(path);
    String filled = filled(resource, parameters);
    if (!filled.startsWith("/")) {
      return decoded;
    }
    if (path.endsWith(filled)) {
      return decodePercent(filled);
    }
    return decoded.endsWith(filled) ? filled : decoded;
  }

  private static String filled(String resource, Map<String, String> parameters) {
    String filled = resource;
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      filled =
          filled
              .replace("{" + parameter.getKey() + "+}", parameter.getValue())
              .replace("{" + parameter.getKey() + "}", parameter.getValue());
    }
    return filled;
  }

  /** Unlike a query, a path leaves '+' alone; what is not a valid escape stays as it is. */
  private static String decodePercent(String path) {
    if (path.indexOf('%') < 0) {
      return path;
    }
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    int written = 0;
    for (int i = 0; i < bytes.length; i++) {
      int escaped = bytes[i] == '%' && i + 2 < bytes.length ? hex(bytes[i + 1], bytes[i + 2]) : -1;
      bytes[written++] = escaped < 0 ? bytes[i] : (byte) escaped;
      i += escaped < 0 ? 0 : 2;
    }
    return new String(bytes, 0, written, StandardCharsets.UTF_8);
  }

  private static int hex(byte high, byte low) {
    int first = Character.digit(high, 16);
    int second = Character.digit(low, 16);
    return first < 0 || second < 0 ? -1 : (first << 4) | second;
  }
}
