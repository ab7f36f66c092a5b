package dev.llmapi.bench;

import java.util.List;

/**
 * What the mock upstream says, before it takes the form of a wire.
 *
 * @param chunks the text, one element a streamed chunk; it needs no escapes in JSON
 * @param image the image in base64; empty for none
 */
record MockAnswer(List<String> chunks, String image) {
  static final MockAnswer TEXT = new MockAnswer(Payload.CHUNKS, "");
  static final MockAnswer IMAGE_SEEN = new MockAnswer(List.of(Payload.IMAGE_SEEN), "");
  static final MockAnswer IMAGE = new MockAnswer(List.of("Here it is."), Payload.IMAGE_OUT);

  String text() {
    return String.join("", chunks);
  }

  boolean hasImage() {
    return !image.isEmpty();
  }
}
