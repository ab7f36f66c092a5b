package dev.llmapi.provider.sandbox;

import static dev.llmapi.provider.sandbox.TestSandbox.parse;
import static dev.llmapi.provider.sandbox.TestSandbox.show;
import static dev.llmapi.provider.sandbox.TestSandbox.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.provider.sandbox.picture.Images;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxVisionTest {
  private static final String RED_AND_BLUE =
      Images.url(
          "png",
          Images.encode(
              Images.halves(
                  BufferedImage.TYPE_INT_RGB, 200, 100, new Color(0xe02020), new Color(0x0000ff)),
              "png"));

  private final TestSandbox sandbox = new TestSandbox();

  @Test
  void answer_image_tellsItsFacts() {
    assertThat(content(sandbox, "What is this?"))
        .contains("Format: PNG", "Size in pixels: 200 × 100", "red (#e02020, 50 %)")
        .contains("blue (#0000ff, 50 %)", "Transparent pixels: 0 %", "tesseract is not installed");
  }

  @Test
  void answer_imageInGerman_tellsItInGerman() {
    assertThat(content(sandbox, "Was ist auf dem Bild?"))
        .contains("Größe in Pixeln: 200 × 100", "Rot (#e02020, 50 %)");
  }

  @Test
  void answer_severalImages_areToldInOrder() {
    var request = show("Compare", RED_AND_BLUE, "https://example.com/a.png", RED_AND_BLUE);
    assertThat(sandbox.message(request).path("content").asText())
        .containsSubsequence("Image 1", "200 × 100", "Image 2", "example.com", "Image 3");
  }

  @Test
  void answer_imageWithSchema_fillsItWithFacts() {
    var format =
        """
        {"type": "json_schema", "json_schema": {"name": "x", "schema": {"type": "object",
          "properties": {"width": {"type": "integer"}, "image_format": {"type": "string"},
            "colors": {"type": "array", "items": {"type": "string"}}},
          "required": ["width", "image_format", "colors"]}}}
        """;
    var request = with(show("Extract", RED_AND_BLUE), "response_format", format);
    assertThat(parse(sandbox.message(request).path("content").asText()))
        .isEqualTo(
            parse("{\"width\": 200, \"image_format\": \"PNG\", \"colors\": [\"blue\", \"red\"]}"));
  }

  @Test
  void answer_imageAsJsonObject_holdsItsFacts() {
    var request =
        with(show("As JSON", RED_AND_BLUE), "response_format", "{\"type\": \"json_object\"}");
    var image = parse(sandbox.message(request).path("content").asText()).at("/images/0");
    assertThat(image.path("height").asInt()).isEqualTo(100);
    assertThat(image.at("/colors/0/share").asDouble()).isEqualTo(0.5);
  }

  @Test
  void answer_image_countsItsTokens() {
    var usage = sandbox.ask(show("What is this?", RED_AND_BLUE)).path("usage");
    assertThat(usage.at("/prompt_tokens_details/image_tokens").asInt()).isEqualTo(7 * 4);
  }

  @Test
  void answer_bomb_isToldByItsHeader() {
    var bomb = Images.url("png", Images.pngOfSize(50_000, 50_000));
    var answer = sandbox.ask(show("What is this?", bomb));
    assertThat(answer.at("/choices/0/message/content").asText())
        .contains("50000 × 50000", "only the header");
    assertThat(answer.at("/usage/prompt_tokens").asInt()).isBetween(1_000, 20_000);
  }

  /** Halves of red and blue, 64 x 48, as libwebp writes them; of two the upper quarter is clear. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "lossy,UklGRmYAAABXRUJQVlA4IFoAAABQBQCdASpAADAAPjEYikMiIaEVXAQAIAMEsYBqJsb/APwA1zvgH4AfsAALMP3nEHx64sAA/vfkZfQAJ6I4mp9Fdf9aEJ7gZ/318z3f+pyoQSnalARMCHtwAAA=,0",
    "lossless,UklGRioAAABXRUJQVlA4TB4AAAAvP8ALAA9wEPhDAB8Kev6DB2LBZP7SKXRG9D+q4Ds=,0",
    "lossless and clear,UklGRkIAAABXRUJQVlA4TDUAAAAvP8ALEBcgEEhC2Z9uHIFAEsL+NKMJBJIQRx9p/gPqH6gJgIShJCXpyTv0iuj/BCB+Wdp/AQA=,25",
    "lossy and clear,UklGRq4AAABXRUJQVlA4WAoAAAAQAAAAPwAALwAAQUxQSBYAAAABDzD/ERFCTdsGTPiTLoF5RvQ/sdc9VlA4IHIAAAAwBQCdASpAADAAPm0uk0YkIqGhMBqoAIANiUAZQ1wH+AuP+7gP0AAs+PZREzpwQvdKAAD++Ch///OcN2or7okV5T/+Wsrot//aNuiil7LrSP/rzH/5LdwoS/8cFqOK473q8A7f9lycN08JY30Q0BuYgAA=,25",
    "animated,UklGRmIBAABXRUJQVlA4WAoAAAASAAAAPwAALwAAQU5JTQYAAAAAAAAAAABBTk1GggAAAAAAAAAAAD8AAC8AAGQAAAJWUDggagAAAHAFAJ0BKkAAMAA+bTCURyQjIiEqqACADYljBigBA6gAamVwD8Of1JBdE0uR2mbfEd+wOAAA/vCwN2+N5ZsX/ubLebLecD+Ovh0GbVvwzaBFhl/wJ3/Bi+0pP/BnecjlmIY3//fjc8YAAABBTk1GrAAAAAAAAAAAAD8AAC8AAGQAAABBTFBIIgAAAAEPMP8REcJo2zb5/2mjwg1H9H8aAAAAAAAAAACgumurvwFWUDggagAAANQGAJ0BKkAAMAA+ZSaPRYNUgAAAyJYgDS5UF+AfiBpgDFwcANe4A8dJ7bCpN5iiucYLixi7San2NXXuCBKqAAD+/8cn/IZYhn/ZrLbiN/IxRf+lsf/bjZwB/7TNMLU/yJ/ZgAjfCBQsnAA=,0"
  })
  void answer_webp_tellsItsColors(String kind, String base64, int transparent) {
    var request = show("What is this?", "data:image/webp;base64," + base64);
    assertThat(sandbox.message(request).path("content").asText())
        .as(kind)
        .contains("Format: WebP", "red", "blue", "Transparent pixels: " + transparent + " %")
        .doesNotContain("only the header");
  }

  /** Cut short behind the header, which still tells whether pixels may be transparent. */
  @ParameterizedTest
  @CsvSource({
    // VP8 (lossy), 320 x 240
    "524946461e0000005745425056503820120000003001009d012a4001f0000000,true",
    // VP8L (lossless) with alpha, 64 x 48
    "524946461e000000574542505650384c120000002f3fc00b1000000000000000,false"
  })
  void answer_webp_isToldByItsHeader(String hex, boolean opaque) {
    var request = show("What is this?", Images.url("webp", HexFormat.of().parseHex(hex)));
    var answer = sandbox.message(request).path("content").asText();
    assertThat(answer).contains("Format: WebP", "only the header");
    assertThat(answer.contains("Transparent pixels: 0 %")).isEqualTo(opaque);
  }

  @Test
  void answer_textReader_isAskedOncePerRequest(@TempDir Path folder) throws IOException {
    var log = folder.resolve("calls");
    var program =
        Files.writeString(
            folder.resolve("tesseract"),
            "#!/bin/sh\ncat >/dev/null\necho call >>'" + log + "'\necho Invoice 4711\n");
    Files.setPosixFilePermissions(
        program, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE));
    var reading = new TestSandbox(SandboxSettings.defaults().withTesseract(Optional.of(program)));
    var choices = reading.ask(with(show("Read it", RED_AND_BLUE), "n", "3")).path("choices");
    assertThat(choices.findValuesAsText("content"))
        .hasSize(3)
        .allMatch(text -> text.contains("Text: “Invoice 4711”"));
    assertThat(Files.readAllLines(log)).hasSize(1);
  }

  @Test
  void answer_textReaderThatIsMissing_findsNothing(@TempDir Path folder) {
    var missing =
        new TestSandbox(
            SandboxSettings.defaults().withTesseract(Optional.of(folder.resolve("none"))));
    assertThat(content(missing, "Read it")).contains("Text: none found");
  }

  private static String content(TestSandbox sandbox, String prompt) {
    return sandbox.message(show(prompt, RED_AND_BLUE)).path("content").asText();
  }
}
