package dev.llmapi.provider.sandbox;

import dev.llmapi.provider.sandbox.ImageFacts.Seen;
import dev.llmapi.provider.sandbox.ImageFacts.Unseen;
import dev.llmapi.provider.sandbox.picture.Decoder;
import dev.llmapi.provider.sandbox.picture.SentImage;
import dev.llmapi.provider.sandbox.picture.SentImage.Embedded;
import dev.llmapi.provider.sandbox.picture.SentImage.Linked;
import dev.llmapi.provider.sandbox.picture.Tesseract;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what is true of images.
 *
 * @param tesseract the program that reads the text in them, empty for none
 */
record ImageReader(Optional<Path> tesseract) {

  List<ImageFacts> see(List<SentImage> images) {
    return images.stream().map(this::see).toList();
  }

  private ImageFacts see(SentImage image) {
    return switch (image) {
      case Linked(var host) -> new Unseen(host);
      case Embedded embedded -> {
        var pixels = Decoder.survey(embedded);
        var readable = pixels.isPresent() ? tesseract : Optional.<Path>empty();
        yield new Seen(
            embedded.header(),
            pixels,
            readable.map(program -> new Tesseract(program).read(embedded)));
      }
    };
  }
}
