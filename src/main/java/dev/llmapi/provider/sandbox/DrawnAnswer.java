package dev.llmapi.provider.sandbox;

import dev.llmapi.provider.sandbox.picture.Decoder;
import dev.llmapi.provider.sandbox.picture.ImageOrder;
import dev.llmapi.provider.sandbox.picture.Painter;
import dev.llmapi.provider.sandbox.picture.SentImage;
import dev.llmapi.provider.sandbox.picture.SentImage.Embedded;
import dev.llmapi.provider.sandbox.talk.Phrases;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A picture as the answer to a request, and the words that go with it.
 *
 * @param url the picture as a data URL; empty where the request asks for none
 */
record DrawnAnswer(Optional<String> url, String text, int imageTokens) {

  static DrawnAnswer of(ChatRequest request) {
    return request
        .modalities()
        .image()
        .map(order -> draw(request, order))
        .orElseGet(DrawnAnswer::none);
  }

  static DrawnAnswer none() {
    return new DrawnAnswer(Optional.empty(), "", 0);
  }

  private static DrawnAnswer draw(ChatRequest request, ImageOrder order) {
    var images = new ArrayList<Embedded>();
    var phrases = Phrases.of(TextAnswer.languageOf(request));
    var sentences = new ArrayList<String>();
    for (var image : request.imagesInQuestion()) {
      switch (image) {
        case Embedded embedded -> images.add(embedded);
        case SentImage.Linked(var host) ->
            sentences.add(phrases.say("unseen", Map.of("host", host)));
      }
    }
    var size = Painter.sizeOf(request.prompt(), order, images);
    var picture = Painter.paint(request.prompt(), order, images);
    var places = Map.of("width", size.width(), "height", size.height());
    sentences.addFirst(phrases.say(images.isEmpty() ? "drawn" : "edited", places));
    if (images.stream().anyMatch(image -> !Decoder.isDecodable(image.header()))) {
      sentences.add(phrases.say("undrawn"));
    }
    var url =
        "data:image/"
            + order.format().name().toLowerCase(Locale.ROOT)
            + ";base64,"
            + Base64.getEncoder().encodeToString(picture);
    return new DrawnAnswer(
        Optional.of(url), String.join(" ", List.copyOf(sentences)), size.tokens());
  }
}
