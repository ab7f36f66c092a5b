package dev.llmapi.app.config;

/**
 * What images a request may bring.
 *
 * @param maxCount how many in one request
 * @param maxBytes of one image's file, not of its base64
 * @param maxEdgePixels the most for its width and for its height
 * @param allowHttp whether images are fetched by plain http too; private addresses stay refused
 */
public record ImageSettings(int maxCount, int maxBytes, int maxEdgePixels, boolean allowHttp) {

  public static final ImageSettings DEFAULT = new ImageSettings(10, 20 << 20, 4096, false);
}
