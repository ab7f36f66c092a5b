package dev.llmapi.wire.gemini;

import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.ImageSource;
import dev.llmapi.model.Part;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Target;
import dev.llmapi.model.Trait;
import dev.llmapi.wire.gemini.Content.InlineData;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says images, sound and documents in Gemini's way, or refuses what it does not take. */
final class MediaReader {

  /** Files of Google's own store; every other URL has been fetched before. */
  private static final String GOOGLE_FILES = "https://generativelanguage.googleapis.com/";

  private static final Set<String> AUDIO_FORMATS =
      Set.of("wav", "mp3", "aiff", "aac", "ogg", "flac");

  /** OpenAI's detail in Gemini 3's levels for one part; auto leaves it to the model. */
  private static final Map<Part.Detail, String> RESOLUTIONS =
      Map.of(
          Part.Detail.LOW, "MEDIA_RESOLUTION_LOW",
          Part.Detail.HIGH, "MEDIA_RESOLUTION_HIGH",
          Part.Detail.ORIGINAL, "MEDIA_RESOLUTION_ULTRA_HIGH");

  /** {@code %PDF-}, of which base64's last character depends on what follows. */
  private static final String PDF_IN_BASE64 = "JVBERi";

  private static final int MAX_DATA_URL_HEAD_BYTES = 256;

  private final Target target;

  MediaReader(Target target) {
    this.target = target;
  }

  /**
   * The image as a part.
   *
   * @param param where it stands, for a refusal
   */
  Content.Part image(Part.Image image, String param) {
    return switch (image.source()) {
      case ImageSource.Inline(String mediaType, Slice base64) ->
          new Content.Part.Media(
              inline(mediaType, base64, param + ".image_url"), resolution(image.detail()));
      case ImageSource.Remote(String url) when isGoogleFile(url) ->
          new Content.Part.FileData(url, resolution(image.detail()));
      case ImageSource.Remote _ ->
          throw FailureException.of(
              FailureKind.INVALID_IMAGE,
              "This provider does not fetch images by URL.",
              param + ".image_url");
      case ImageSource.DataUrl _ -> throw new IllegalStateException("an image was not checked");
    };
  }

  /** Sound; Gemini names it by the same words as OpenAI, and knows some more. */
  InlineData audio(Part.Audio audio, String param) {
    if (!AUDIO_FORMATS.contains(audio.format())) {
      throw FailureException.of(
          FailureKind.INVALID_VALUE,
          "The sound must be one of wav, mp3, aiff, aac, ogg, flac.",
          param + ".input_audio.format");
    }
    return new InlineData("audio/" + audio.format(), audio.base64());
  }

  /** A document as a data URL or the bare base64 of a PDF, or by its URI in Google's store. */
  Content.Part file(Part.File file, String param) {
    if (file.fileData() != null && startsWith(file.fileData(), PDF_IN_BASE64)) {
      return new Content.Part.Media(new InlineData("application/pdf", file.fileData()), null);
    }
    if (file.fileData() != null) {
      return new Content.Part.Media(dataUrl(file.fileData(), param + ".file.file_data"), null);
    }
    String id = file.fileId();
    if (id != null && isGoogleFile(id)) {
      return new Content.Part.FileData(id, null);
    }
    throw FailureException.of(
        FailureKind.INVALID_VALUE,
        "This provider takes a file as file_data, or by its URI in Google's own store.",
        param + ".file.file_id");
  }

  private InlineData inline(String mediaType, Slice base64, String param) {
    if (mediaType.equals("image/gif") && !target.has(Trait.GIF_INPUT)) {
      throw FailureException.of(
          FailureKind.INVALID_IMAGE,
          "'" + param + "' is a GIF, which this model does not take; send PNG, JPEG or WEBP.",
          param);
    }
    return new InlineData(mediaType, base64);
  }

  /** Only Gemini 3, which is also what thinks by level, takes a resolution for each part. */
  private @Nullable String resolution(Part.Detail detail) {
    return target.has(Trait.THINKING_LEVEL) ? RESOLUTIONS.get(detail) : null;
  }

  static boolean isGoogleFile(String url) {
    return url.startsWith(GOOGLE_FILES) && url.contains("/files/");
  }

  private static boolean startsWith(Slice characters, String prefix) {
    return characters.length() >= prefix.length()
        && new Slice(characters.array(), characters.from(), characters.from() + prefix.length())
            .text()
            .equals(prefix);
  }

  /** Splits {@code data:application/pdf;base64,…}, whose slashes may be escaped as JSON allows. */
  private static InlineData dataUrl(Slice url, String param) {
    int headTo = Math.min(url.to(), url.from() + MAX_DATA_URL_HEAD_BYTES);
    String head =
        new String(url.array(), url.from(), headTo - url.from(), StandardCharsets.ISO_8859_1);
    int comma = head.indexOf(',');
    String type = comma < 0 ? "" : head.substring(0, comma).replace("\\/", "/");
    if (!type.startsWith("data:") || !type.endsWith(";base64")) {
      throw FailureException.of(
          FailureKind.INVALID_VALUE, "The file must be a data URL in base64.", param);
    }
    String mimeType = type.substring("data:".length()).split(";", 2)[0];
    return new InlineData(mimeType, new Slice(url.array(), url.from() + comma + 1, url.to()));
  }

  /** The failure at a part that nobody here understands. */
  static FailureException unknown(Part.Other other, String param) {
    return FailureException.of(
        FailureKind.INVALID_VALUE,
        "Gemini's wire has no part of type '%s' here.".formatted(other.type()),
        param);
  }
}
