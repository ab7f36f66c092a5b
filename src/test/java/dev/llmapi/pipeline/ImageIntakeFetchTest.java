package dev.llmapi.pipeline;

import static dev.llmapi.pipeline.ImageRequests.message;
import static dev.llmapi.pipeline.ImageRequests.parts;
import static dev.llmapi.pipeline.ImageRequests.request;
import static dev.llmapi.pipeline.ImageRequests.sources;
import static dev.llmapi.pipeline.ImageRequests.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.llmapi.media.AddressGuard;
import dev.llmapi.media.HostGuard;
import dev.llmapi.media.ImageFetch;
import dev.llmapi.media.ImageHeader;
import dev.llmapi.media.ImageLimits;
import dev.llmapi.media.SampleImage;
import dev.llmapi.media.UrlGuard;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.ImageSource;
import dev.llmapi.model.Members.Member;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.openai.ChatRequestReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Images by URL for providers that take bytes. */
class ImageIntakeFetchTest {

  private static final SampleImage PNG = SampleImage.png();
  private static final SampleImage JPEG = SampleImage.jpeg();
  private static final String PNG_URL = "https://images.example/a.png?x=%20&y=\\u00e4";
  private static final String JPEG_URL = "https:\\/\\/images.example\\/b";
  private static final String MISSING_URL = "https://images.example/missing.png";

  private final FakeImages web =
      new FakeImages(
          Map.of(
              "https://images.example/a.png?x=%20&y=\u00e4", PNG,
              "https://images.example/b", JPEG));
  private final ImageIntake intake = intake(web, ImageLimits.DEFAULT);

  @Test
  void fetched_remoteImages_areTheirBase64ByTheirTrueType() {
    ChatRequest request = request(user(PNG_URL, PNG.dataUrl(), JPEG_URL));

    ChatRequest fetched = intake.fetched(intake.checked(request), url -> false);

    assertThat(sources(fetched)).containsExactly(inline(PNG), inline(PNG), inline(JPEG));
    assertThat(fetched.members()).isSameAs(request.members());
  }

  @Test
  void fetched_sameUrlTwice_isFetchedOnce() {
    intake.fetched(request(user(JPEG_URL, JPEG_URL)), url -> false);

    assertThat(web.asked()).containsExactly("https://images.example/b");
  }

  @Test
  void fetched_missingImage_isRefusedByItsPlace() {
    ChatRequest request = request(user(PNG_URL), user(JPEG_URL, MISSING_URL));

    Failure failure =
        catchThrowableOfType(FailureException.class, () -> intake.fetched(request, url -> false))
            .failure();

    assertThat(failure.param()).isEqualTo("messages[2].content[2].image_url");
    assertThat(failure.code()).isEqualTo("failed_to_download_image");
    assertThat(failure.message())
        .isEqualTo(
            "'messages[2].content[2].image_url': the image URL's server answered with status 404.");
  }

  @Test
  void fetched_moreThanFitTogether_areRefusedWithTheLimit() {
    byte[] large = new byte[10 << 20];
    ImageHeader header = PNG.header();
    ImageIntake greedy = intake(url -> new ImageFetch.Fetched(large, header), ImageLimits.DEFAULT);
    ChatRequest request =
        request(
            user(
                "https://a.example/1",
                "https://a.example/2",
                "https://a.example/3",
                "https://a.example/4",
                "https://a.example/5",
                "https://a.example/6"));

    Failure failure =
        catchThrowableOfType(FailureException.class, () -> greedy.fetched(request, url -> false))
            .failure();

    assertThat(failure.code()).isEqualTo("image_file_too_large");
    assertThat(failure.message()).contains("larger than 25165824 bytes together");
  }

  @Test
  void fetchedIntoBody_remoteImages_standInTheBodyToo() {
    ChatRequest request =
        request(
            user(PNG_URL, PNG.dataUrl()),
            "{\"images\":[%s],\"role\":\"assistant\",\"content\":\"Here.\"}"
                .formatted(parts(JPEG_URL)),
            message("user", "\"url\":\"https://images.example/b\",", JPEG_URL));

    ChatRequest fetched = intake.fetchedIntoBody(intake.checked(request));

    String expected =
        request
            .members()
            .body()
            .text()
            .replace("\"" + PNG_URL + "\"", "\"" + PNG.dataUrl() + "\"")
            .replace("\"" + JPEG_URL + "\"", "\"" + JPEG.dataUrl() + "\"");
    assertThat(fetched.members().body().text()).isEqualTo(expected);
    ChatRequest again = ChatRequestReader.read(fetched.members().body());
    assertThat(fetched.members().list()).isEqualTo(again.members().list());
    assertThat(sources(fetched)).isEqualTo(sources(intake.checked(again)));
  }

  @Test
  void fetchedIntoBody_bodyInsideLargerArray_movesItsMembers() {
    byte[] body = request(user(JPEG_URL)).members().body().bytes();
    byte[] array = new byte[body.length + 30];
    System.arraycopy(body, 0, array, 20, body.length);
    ChatRequest request = ChatRequestReader.read(new Slice(array, 20, 20 + body.length));

    ChatRequest fetched = intake.fetchedIntoBody(request);

    Member last = fetched.members().find("x").orElseThrow();
    byte[] spliced = fetched.members().body().array();
    assertThat(new Slice(spliced, last.from(), last.valueTo()).text()).isEqualTo("\"x\":1");
    assertThat(fetched.members().list()).hasSize(3);
  }

  private static ImageIntake intake(dev.llmapi.media.ImageSource source, ImageLimits limits) {
    return new ImageIntake(
        10,
        limits,
        UrlGuard.httpsOnly(),
        new HostGuard(name -> List.of(), AddressGuard.publicOnly()),
        source);
  }

  private static ImageSource inline(SampleImage sample) {
    return new ImageSource.Inline(
        sample.header().format().mediaType(), Slice.utf8(sample.base64()));
  }
}
