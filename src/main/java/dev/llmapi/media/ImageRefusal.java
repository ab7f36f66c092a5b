package dev.llmapi.media;

/**
 * Why an image is not taken in.
 *
 * <p>The codes are those of OpenAI's {@code ResponseErrorCode} (its OpenAPI document), so that a
 * client that knows OpenAI's knows ours.
 */
public enum ImageRefusal {
  EMPTY("empty_image_file"),
  BASE64_MALFORMED("invalid_base64_image"),
  DATA_URL_MALFORMED("invalid_image_url"),
  MEDIA_TYPE_UNSUPPORTED("unsupported_image_media_type"),
  MEDIA_TYPE_MISMATCH("invalid_image_format"),
  FORMAT_UNSUPPORTED("invalid_image_format"),
  TRUNCATED("image_parse_error"),
  MALFORMED("image_parse_error"),
  TOO_MANY_PIXELS("image_too_large"),
  TOO_MANY_BYTES("image_file_too_large"),
  URL_MALFORMED("invalid_image_url"),
  SCHEME_REFUSED("invalid_image_url"),
  ADDRESS_REFUSED("invalid_image_url"),
  DOWNLOAD_FAILED("failed_to_download_image"),
  DOWNLOAD_TIMED_OUT("failed_to_download_image");

  private final String code;

  ImageRefusal(String code) {
    this.code = code;
  }

  /** The {@code error.code} of the answer to the client. */
  public String code() {
    return code;
  }
}
