package dev.llmapi.pipeline;

import static dev.llmapi.pipeline.ImageRequests.images;
import static dev.llmapi.pipeline.ImageRequests.message;
import static dev.llmapi.pipeline.ImageRequests.parts;
import static dev.llmapi.pipeline.ImageRequests.request;
import static dev.llmapi.pipeline.ImageRequests.sources;
import static dev.llmapi.pipeline.ImageRequests.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.llmapi.media.AddressGuard;
import dev.llmapi.media.AddressResolver;
import dev.llmapi.media.HostGuard;
import dev.llmapi.media.ImageLimits;
import dev.llmapi.media.SampleImage;
import dev.llmapi.media.UrlGuard;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.ImageSource;
import dev.llmapi.model.Part.Detail;
import dev.llmapi.model.Slice;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImageIntakeTest {

  private static final SampleImage PNG = SampleImage.png();
  private static final SampleImage JPEG = SampleImage.jpeg();
  private static final String CUT = PNG.dataUrl().substring(0, 100);
  private static final String URL = "https://images.example/a.png";
  private static final ImageSource PNG_INLINE =
      new ImageSource.Inline("image/png", Slice.utf8(PNG.base64()));

  private final FakeImages web = new FakeImages(Map.of(URL, PNG));
  private final ImageIntake intake = intake(resolver("8.8.8.8"), false);

  @Test
  void checked_noImages_isTheRequestItself() {
    ChatRequest request = request("{\"role\":\"user\",\"content\":\"Hi\"}");

    assertThat(intake.checked(request)).isSameAs(request);
    assertThat(intake.handedOn(request)).isSameAs(request);
    assertThat(intake.fetched(request, url -> false)).isSameAs(request);
    assertThat(intake.fetchedIntoBody(request)).isSameAs(request);
  }

  @Test
  void checked_wholeImages_lieWhereTheClientWroteThem() {
    ChatRequest request = request(user(PNG.dataUrl(), JPEG.dataUrl()));

    ChatRequest checked = intake.checked(request);

    assertThat(sources(checked))
        .containsExactly(
            PNG_INLINE, new ImageSource.Inline("image/jpeg", Slice.utf8(JPEG.base64())));
    assertThat(sources(checked))
        .allSatisfy(source ->
            assertThat(((ImageSource.Inline) source).base64().array())
                .isSameAs(request.members().body().array()));
    assertThat(images(checked)).allMatch(image -> image.detail() == Detail.LOW);
  }

  @Test
  void checked_escapedBase64_staysAsItIsWritten() {
    String escaped = JPEG.dataUrl().replace("/", "\\/");

    assertThat(sources(intake.checked(request(user(escaped)))))
        .containsExactly(
            new ImageSource.Inline("image/jpeg", Slice.utf8(JPEG.base64().replace("/", "\\/"))));
  }

  static Stream<Arguments> places() {
    String call =
        "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c\",\"type\":"
            + "\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}";
    return Stream.of(
        arguments("messages[1].content[1].image_url", List.of(user(CUT))),
        arguments("messages[1].content[2].image_url", List.of(user(PNG.dataUrl(), CUT))),
        arguments("messages[2].content[1].image_url", List.of(user(PNG.dataUrl()), user(CUT))),
        arguments("messages[1].content[0].image_url", List.of(message("system", "", CUT))),
        arguments("messages[1].content[0].image_url", List.of(message("developer", "", CUT))),
        arguments(
            "messages[2].content[0].image_url",
            List.of(call, message("tool", "\"tool_call_id\":\"c\",", CUT))),
        arguments(
            "messages[1].images[1].image_url",
            List.of(
                "{\"role\":\"assistant\",\"content\":\"Here.\",\"images\":[%s]}"
                    .formatted(parts(PNG.dataUrl(), CUT)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("places")
  void checked_cutImage_isRefusedByItsPlace(String path, List<String> messages) {
    Failure failure = refusal(intake, request(messages.toArray(String[]::new)));

    assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_IMAGE);
    assertThat(failure.kind().status()).isEqualTo(400);
    assertThat(failure.param()).isEqualTo(path);
    assertThat(failure.code()).isNotNull();
    assertThat(failure.message()).startsWith("'" + path + "': the ");
  }

  @ParameterizedTest
  @CsvSource({"system", "developer"})
  void checked_wholeImageInInstructions_isCheckedToo(String role) {
    assertThat(sources(intake.checked(request(message(role, "", PNG.dataUrl())))))
        .containsExactly(PNG_INLINE);
  }

  @Test
  void checked_asManyAsTheLimit_areAccepted() {
    assertThat(sources(intake.checked(request(user(PNG.dataUrl(), PNG.dataUrl()), user(URL)))))
        .hasSize(3);
  }

  @Test
  void checked_oneMoreThanTheLimit_namesTheFirstTooMany() {
    ChatRequest request = request(user(PNG.dataUrl(), URL), user(URL, URL));

    assertThat(refusal(intake, request))
        .satisfies(
            failure -> assertThat(failure.param()).isEqualTo("messages[2].content[2].image_url"),
            failure ->
                assertThat(failure.message())
                    .isEqualTo(
                        "'messages[2].content[2].image_url': the request holds 4 images; the"
                            + " limit is 3."));
  }

  @ParameterizedTest
  @CsvSource({
    "https://127.0.0.1/a.png, invalid_image_url",
    "https://2130706433/a.png, invalid_image_url",
    "https://[::1]/a.png, invalid_image_url",
    "http://images.example/a.png, invalid_image_url",
    "file:///etc/passwd, invalid_image_url",
    "' data:image/png;base64,AAAA', invalid_image_url",
    "data:image/bmp;base64\\u002cAAAA, invalid_image_url",
    "'data:image/svg+xml;base64,AAAA', unsupported_image_media_type"
  })
  void checked_urlThatMayNotBe_isRefusedWithItsCode(String url, String code) {
    Failure failure = refusal(intake, request(user(PNG.dataUrl(), url)));

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.param()).isEqualTo("messages[1].content[2].image_url");
  }

  @Test
  void checked_httpWhereAllowed_isAccepted() {
    String url = "http://images.example/a.png";

    assertThat(sources(intake(resolver("8.8.8.8"), true).checked(request(user(url)))))
        .containsExactly(new ImageSource.Remote(url));
  }

  /** What waits for DNS waits later, and only where the URL is used. */
  @Test
  void checked_remoteImage_asksNoDns() {
    AddressResolver forbidden =
        name -> {
          throw new AssertionError("asked for " + name);
        };

    assertThat(sources(intake(forbidden, false).checked(request(user(URL)))))
        .containsExactly(new ImageSource.Remote(URL));
  }

  @Test
  void handedOn_publicName_staysAUrlAndIsNotFetched() {
    ChatRequest request = request(user(URL));

    ChatRequest handedOn = intake.handedOn(request);

    assertThat(sources(handedOn)).containsExactly(new ImageSource.Remote(URL));
    assertThat(handedOn.members()).isSameAs(request.members());
    assertThat(web.asked()).isEmpty();
  }

  @Test
  void handedOn_nameThatCannotBeLookedUp_isLeftToTheProvider() {
    AddressResolver none =
        name -> {
          throw new UnknownHostException(name);
        };

    assertThat(sources(intake(none, false).handedOn(request(user(URL)))))
        .containsExactly(new ImageSource.Remote(URL));
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1", "169.254.169.254", "::1"})
  void handedOn_nameOfPrivateAddress_isRefused(String address) {
    ImageIntake leading = intake(resolver("8.8.8.8", address), false);
    ChatRequest request = request(user(PNG.dataUrl(), URL));

    Failure failure = failure(() -> leading.handedOn(leading.checked(request)));

    assertThat(failure.param()).isEqualTo("messages[1].content[2].image_url");
    assertThat(failure.message()).contains("the image URL's host images.example is not public");
  }

  private ImageIntake intake(AddressResolver resolver, boolean allowHttp) {
    return new ImageIntake(
        3,
        ImageLimits.DEFAULT,
        new UrlGuard(allowHttp, AddressGuard.publicOnly()),
        new HostGuard(resolver, AddressGuard.publicOnly()),
        web);
  }

  private static AddressResolver resolver(String... addresses) {
    List<InetAddress> found = Arrays.stream(addresses).map(InetAddress::ofLiteral).toList();
    return name -> Collections.unmodifiableList(found);
  }

  private static Failure refusal(ImageIntake intake, ChatRequest request) {
    return failure(() -> intake.checked(request));
  }

  private static Failure failure(Runnable work) {
    return catchThrowableOfType(FailureException.class, work::run).failure();
  }
}
