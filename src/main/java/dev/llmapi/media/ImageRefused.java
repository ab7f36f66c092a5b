package dev.llmapi.media;

/**
 * An image that is not taken in, always the client's to mend (status 400).
 *
 * @param message names the limit and what was found, but not which image: the caller puts its path
 *     ({@code messages[2].content[1].image_url}) before it; holds no part of the image and of a URL
 *     only the host
 */
public record ImageRefused(ImageRefusal reason, String message)
    implements HeaderRead, ImageCheck, UrlCheck, HostCheck, ImageFetch {

  static ImageRefused truncated(ImageFormat format) {
    return new ImageRefused(
        ImageRefusal.TRUNCATED, "the %s is cut off: its end is missing".formatted(format.label()));
  }

  static ImageRefused malformed(ImageFormat format, String problem) {
    return new ImageRefused(
        ImageRefusal.MALFORMED, "the %s is malformed: %s".formatted(format.label(), problem));
  }

  static ImageRefused address(HostName host, String objection) {
    return new ImageRefused(
        ImageRefusal.ADDRESS_REFUSED,
        "the image URL's host %s is not public (%s); only public addresses are fetched"
            .formatted(host.ascii(), objection));
  }
}
