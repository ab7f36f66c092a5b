package dev.llmapi.http;

import dev.llmapi.media.HeaderRead;
import dev.llmapi.media.ImageBytes;
import dev.llmapi.media.ImageFetch;
import dev.llmapi.media.ImageHeader;
import dev.llmapi.media.ImageLimits;
import dev.llmapi.media.ImageRefusal;
import dev.llmapi.media.ImageRefused;
import dev.llmapi.media.UrlCheck;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;

/** Reads what a server answers when it is asked for an image. Immutable and thread-safe. */
final class ImageAnswer {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /** Types that say nothing, with which object stores serve what was put there without one. */
  private static final Set<String> SILENT_TYPES =
      Set.of("", "application/octet-stream", "binary/octet-stream");

  private final ImageLimits limits;

  ImageAnswer(ImageLimits limits) {
    this.limits = limits;
  }

  Visit read(UrlCheck.Accepted url, ClassicHttpResponse response) throws IOException {
    int status = response.getCode();
    if (REDIRECTS.contains(status)) {
      return redirect(url, header(response, HttpHeaders.LOCATION));
    }
    if (status != HttpStatus.SC_OK) {
      return failed("the image URL's server answered with status " + status);
    }
    String encoding = header(response, HttpHeaders.CONTENT_ENCODING);
    if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
      return failed("the image URL's server compressed its answer, which was not asked for");
    }
    String mediaType = mediaType(response);
    if (!SILENT_TYPES.contains(mediaType) && !mediaType.startsWith("image/")) {
      return ended(
          ImageRefusal.MEDIA_TYPE_UNSUPPORTED,
          "the image URL's server sent %s, which is no image".formatted(printable(mediaType)));
    }
    HttpEntity entity = response.getEntity();
    return entity == null
        ? failed("the image URL's server sent no image")
        : readBody(entity, mediaType);
  }

  private Visit redirect(UrlCheck.Accepted url, String location) {
    return location.isEmpty()
        ? failed("the image URL's server redirects to nowhere")
        : url.resolve(location)
            .<Visit>map(Visit.Moved::new)
            .orElseGet(() -> failed("the image URL's server redirects to what is no URL"));
  }

  private Visit readBody(HttpEntity entity, String mediaType) throws IOException {
    if (entity.getContentLength() > limits.maxBytes()) {
      return tooLarge(entity.getContentLength());
    }
    byte[] bytes = entity.getContent().readNBytes(limits.maxBytes() + 1);
    if (bytes.length > limits.maxBytes()) {
      return tooLarge(bytes.length);
    }
    String declared = SILENT_TYPES.contains(mediaType) ? null : mediaType;
    HeaderRead read = ImageBytes.check(bytes, declared, limits);
    return switch (read) {
      case ImageHeader header -> new Visit.Ended(new ImageFetch.Fetched(bytes, header));
      case ImageRefused refused -> new Visit.Ended(refused);
    };
  }

  private Visit tooLarge(long found) {
    return ended(
        ImageRefusal.TOO_MANY_BYTES,
        "the image has %d bytes or more; the limit is %d".formatted(found, limits.maxBytes()));
  }

  private static String mediaType(ClassicHttpResponse response) {
    String type = header(response, HttpHeaders.CONTENT_TYPE);
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  private static String header(ClassicHttpResponse response, String name) {
    Header header = response.getFirstHeader(name);
    return header == null || header.getValue() == null ? "" : header.getValue().strip();
  }

  private static String printable(String text) {
    String plain = text.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() > 60 ? plain.substring(0, 60) : plain;
  }

  private static Visit failed(String message) {
    return ended(ImageRefusal.DOWNLOAD_FAILED, message);
  }

  private static Visit ended(ImageRefusal reason, String message) {
    return new Visit.Ended(new ImageRefused(reason, message));
  }
}
