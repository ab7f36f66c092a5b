package dev.llmapi.provider.sandbox;

import static dev.llmapi.provider.sandbox.TestSandbox.chat;
import static dev.llmapi.provider.sandbox.TestSandbox.show;
import static dev.llmapi.provider.sandbox.TestSandbox.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmapi.provider.sandbox.picture.Images;
import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxPictureTest {
  private static final String RED_AND_BLUE =
      Images.url(
          "png",
          Images.encode(
              Images.halves(BufferedImage.TYPE_INT_RGB, 400, 200, Color.RED, Color.BLUE), "png"));

  private final TestSandbox sandbox = new TestSandbox();

  @ParameterizedTest
  @CsvSource({
    "aspect_ratio,1:1,1024,1024",
    "aspect_ratio,2:3,832,1248",
    "aspect_ratio,3:2,1248,832",
    "aspect_ratio,3:4,864,1184",
    "aspect_ratio,4:3,1184,864",
    "aspect_ratio,4:5,896,1152",
    "aspect_ratio,5:4,1152,896",
    "aspect_ratio,9:16,768,1344",
    "aspect_ratio,16:9,1344,768",
    "aspect_ratio,21:9,1536,672",
    "aspect_ratio,1:4,512,2048",
    "image_size,2K,2048,2048",
    "size,1536x1024,1536,1024",
    "quality,high,1024,1024"
  })
  void answer_order_hasItsSize(String member, String value, int width, int height) {
    var config = "{\"%s\": \"%s\"}".formatted(member, value);
    var request = with(chat("sandbox/image", "A house"), "image_config", config);
    var picture = picture(request);
    assertThat(picture.getWidth()).isEqualTo(width);
    assertThat(picture.getHeight()).isEqualTo(height);
  }

  @Test
  void answer_picture_isToldAndCounted() {
    var answer = sandbox.ask(chat("sandbox/image", "A house"));
    assertThat(answer.at("/choices/0/message/content").asText())
        .contains("1024 × 1024", "No image model was at work");
    assertThat(answer.at("/usage/completion_tokens_details/image_tokens").asInt()).isEqualTo(1024);
    assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
  }

  @Test
  void answer_samePrompt_isTheSamePicture() {
    assertThat(url(chat("sandbox/image", "A cat in space")))
        .isEqualTo(url(chat("sandbox/image", "A cat in space")))
        .isNotEqualTo(url(chat("sandbox/image", "A cat at home")));
  }

  @ParameterizedTest
  @CsvSource({"png,image/png", "jpeg,image/jpeg"})
  void answer_outputFormat_isObeyed(String format, String type) {
    var config = "{\"output_format\": \"%s\", \"size\": \"256x256\"}".formatted(format);
    var url = url(with(chat("sandbox/image", "A tree"), "image_config", config));
    assertThat(url).startsWith("data:" + type + ";base64,");
    assertThat(Images.decode(url).getWidth()).isEqualTo(256);
  }

  @Test
  void answer_chatModelWithModalities_draws() {
    var request = with(chat("A red circle"), "modalities", "[\"image\", \"text\"]");
    assertThat(url(request)).startsWith("data:image/png;base64,");
  }

  @ParameterizedTest
  @CsvSource({
    "Draw a red circle on a yellow background,e02020,ffe000",
    "Zeichne einen roten Kreis auf gelbem Hintergrund,e02020,ffe000",
    "Dessine un cercle bleu sur un fond blanc,2050e0,ffffff",
    "A heart on a black background,e02020,000000",
    "白い背景に赤い丸を描いて,e02020,ffffff"
  })
  void answer_shapeAndGround_haveTheirColors(String prompt, String shape, String ground) {
    var config = "{\"size\": \"512x512\"}";
    var picture = picture(with(chat("sandbox/image", prompt), "image_config", config));
    assertThat(near(picture.getRGB(256, 256), shape)).isTrue();
    assertThat(near(picture.getRGB(506, 256), ground)).isTrue();
  }

  @Test
  void answer_transparentGround_isTransparent() {
    var config = "{\"background\": \"transparent\", \"size\": \"512x512\"}";
    var picture = picture(with(chat("sandbox/image", "A green heart"), "image_config", config));
    assertThat(picture.getRGB(500, 256) >>> 24).isZero();
    assertThat(picture.getRGB(256, 256) >>> 24).isEqualTo(0xff);
  }

  @ParameterizedTest
  @CsvSource({
    "Mirror it,0000ff,ff0000",
    "Invert it,00ffff,ffff00",
    "Make it black and white,4c4c4c,1d1d1d",
    "make it gray,4c4c4c,1d1d1d"
  })
  void answer_edit_changesThePixels(String prompt, String left, String right) {
    var picture = edited(prompt);
    assertThat(picture.getWidth()).isEqualTo(400);
    assertThat(near(picture.getRGB(40, 100), left)).isTrue();
    assertThat(near(picture.getRGB(360, 100), right)).isTrue();
  }

  @Test
  void answer_rotation_turnsByAQuarter() {
    var picture = edited("Rotate it");
    assertThat(picture.getWidth()).isEqualTo(200);
    assertThat(picture.getHeight()).isEqualTo(400);
    assertThat(near(picture.getRGB(100, 60), "ff0000")).isTrue();
    assertThat(near(picture.getRGB(100, 360), "0000ff")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Blur it", "Put a frame around it", "Make it night", "Add a sun", "x"})
  void answer_otherEdit_changesThePicture(String prompt) {
    assertThat(url(show(prompt, RED_AND_BLUE).put("model", "sandbox/image")))
        .isNotEqualTo(RED_AND_BLUE);
  }

  @Test
  void answer_bombToEdit_isLeftEmpty() {
    var bomb = Images.url("png", Images.pngOfSize(50_000, 50_000));
    var answer = sandbox.ask(show("Blur it", bomb).put("model", "sandbox/image"));
    assertThat(answer.at("/choices/0/message/content").asText()).contains("cannot decode");
    assertThat(answer.at("/choices/0/message/images")).hasSize(1);
  }

  private BufferedImage edited(String prompt) {
    return picture(show(prompt, RED_AND_BLUE).put("model", "sandbox/image"));
  }

  private BufferedImage picture(ObjectNode request) {
    return Images.decode(url(request));
  }

  private String url(ObjectNode request) {
    return sandbox.message(request).at("/images/0/image_url/url").asText();
  }

  /** Whether each channel is within a quarter: shapes are lighter above than below. */
  private static boolean near(int rgb, String hex) {
    var color = new Color(rgb);
    var wanted = new Color(Integer.parseInt(hex, 16));
    return Math.abs(color.getRed() - wanted.getRed()) < 64
        && Math.abs(color.getGreen() - wanted.getGreen()) < 64
        && Math.abs(color.getBlue() - wanted.getBlue()) < 64;
  }
}
