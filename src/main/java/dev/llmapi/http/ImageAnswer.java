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
import java.util.Optional;
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
}
