package dev.llmapi.media;

/** Whether an image that came inside a request is taken in. */
public sealed interface ImageCheck permits ImageCheck.Accepted, ImageRefused {

  /**
   * An image that may be handed on.
   *
   * @param payloadFrom where its base64 begins, an index of the array that was checked
   * @param payloadTo where its base64 ends, exclusive
   * @param escaped whether the base64 holds JSON escapes (PHP escapes slashes, .NET plus signs): it
   *     may then be copied into another JSON string as it is, but not be decoded as it is
   */
  record Accepted(ImageHeader header, int payloadFrom, int payloadTo, boolean escaped)
      implements ImageCheck {

    /** The true media type, by the content: {@code image/png} and so on. */
    public String mediaType() {
      return header.format().mediaType();
    }

    /**
     * The bytes of the image, decoded anew at each call.
     *
     * @param array the same bytes that were checked
     */
    public byte[] decode(byte[] array) {
      return Base64Image.decode(array, this);
    }
  }
}
