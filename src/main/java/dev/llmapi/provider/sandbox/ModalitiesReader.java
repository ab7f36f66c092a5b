package dev.llmapi.provider.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.provider.sandbox.ChatRequest.Modalities;
import dev.llmapi.provider.sandbox.picture.ImageOrder;
import dev.llmapi.provider.sandbox.picture.ImageOrder.OutputFormat;
import dev.llmapi.provider.sandbox.picture.PictureSizes;
import dev.llmapi.provider.sandbox.picture.PixelSize;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads {@code modalities} and {@code image_config}, OpenRouter's members for images out of chat.
 */
final class ModalitiesReader {
  private static final String CONFIG = "image_config";
  private static final Set<String> KNOWN = Set.of("text", "image");

  private ModalitiesReader() {}

  static Modalities read(Members request, SandboxModel model) {
    var asked =
        request.elements("modalities").stream()
            .map(JsonNode::asText)
            .collect(Collectors.toUnmodifiableSet());
    if (!KNOWN.containsAll(asked)) {
      throw BadRequestException.unsupported(
          "modalities", "The sandbox answers with 'text' and 'image' only.");
    }
    var draws = asked.isEmpty() ? model == SandboxModel.IMAGE : asked.contains("image");
    if (!draws) {
      return new Modalities(true, Optional.empty());
    }
    if (request.integer("n", 1, 128, 1) > 1) {
      throw BadRequestException.unsupported("n", "The sandbox draws one picture a request.");
    }
    return new Modalities(
        asked.isEmpty() || asked.contains("text"), Optional.of(readOrder(request)));
  }

  private static ImageOrder readOrder(Members request) {
    var config = request.members(CONFIG).orElse(request);
    return new ImageOrder(
        readSize(config),
        readFormat(config),
        config.integer("output_compression", 0, 100, 90) / 100f,
        config.text("background").orElse("auto").equals("transparent"));
  }

  private static Optional<PixelSize> readSize(Members config) {
    var size = config.text("size").filter(text -> !text.equals("auto"));
    if (size.isPresent()) {
      return Optional.of(
          PictureSizes.parse(size.get())
              .orElseThrow(() ->
                  BadRequestException.invalid(
                      config.pathOf("size"), "Expected WIDTHxHEIGHT, each from 64 to 4096.")));
    }
    var ratio = config.text("aspect_ratio").filter(text -> !text.equals("auto"));
    var scale = config.text("image_size");
    if (ratio.isEmpty() && scale.isEmpty()) {
      return Optional.empty();
    }
    var wrong =
        PictureSizes.find(ratio.orElse("1:1"), "1K").isEmpty() ? "aspect_ratio" : "image_size";
    return Optional.of(
        PictureSizes.find(ratio.orElse("1:1"), scale.orElse("1K"))
            .orElseThrow(() ->
                BadRequestException.invalid(
                    config.pathOf(wrong),
                    "Expected an aspect_ratio of "
                        + PictureSizes.ratios()
                        + " and an image_size of 1K, 2K or 4K.")));
  }

  private static OutputFormat readFormat(Members config) {
    return switch (config.text("output_format").orElse("png")) {
      case "png" -> OutputFormat.PNG;
      case "jpeg", "jpg" -> OutputFormat.JPEG;
      default ->
          throw BadRequestException.unsupported(
              config.pathOf("output_format"), "The sandbox writes 'png' and 'jpeg'.");
    };
  }
}
