package dev.llmapi.wire.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llmapi.model.ChatEvent;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.ChatStreamReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class GeminiWireImageTest {
  private static final int IMAGE_BYTES = 1_500_000;
  private static final String BASE64 = base64();

  private final GeminiWire wire = new GeminiWire(() -> "call_1");

  @Test
  void readAnswer_imageOfMegabytes_isASliceOfTheBody() {
    Slice body = Slice.utf8(answer());
    List<ChatEvent> events = new ArrayList<>();

    wire.readAnswer(body, events::add);

    ChatEvent.Image image = image(events);
    assertEquals(BASE64, image.base64().text());
    assertEquals(body.array(), image.base64().array());
  }

  @Test
  void read_imageOfMegabytesInAStream_isWhole() {
    ChatStreamReader reader = wire.newStreamReader();
    List<ChatEvent> events = new ArrayList<>();

    reader.read(null, Slice.utf8(answer()), events::add);

    assertEquals(BASE64, image(events).base64().text());
  }

  private static ChatEvent.Image image(List<ChatEvent> events) {
    return events.stream()
        .filter(ChatEvent.Image.class::isInstance)
        .map(ChatEvent.Image.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static String answer() {
    return """
    {"candidates": [{"content": {"role": "model", "parts": [{"text": "Here."},
      {"inlineData": {"mimeType": "image/png", "data": "%s"}}]},
      "finishReason": "STOP", "index": 0}], "modelVersion": "gemini-3.1-flash-image"}
    """
        .formatted(BASE64);
  }

  private static String base64() {
    byte[] bytes = new byte[IMAGE_BYTES];
    new Random(4).nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
