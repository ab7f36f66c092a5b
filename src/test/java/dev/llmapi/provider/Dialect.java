package dev.llmapi.provider;

import java.util.ArrayList;
import java.util.List;

/**
 * One short answer, "Hello there", in a provider's own format, and what can go wrong with it.
 *
 * @param whole as one body
 * @param opening the events of a stream up to the first word
 * @param middle the further words
 * @param ending the events that end the answer by the format's own rule
 * @param terminator what closes the stream behind its end, or empty
 * @param errorEvent an event that tells an error in mid-stream
 * @param errorBody an error in a body of status 200
 * @param hugeWhole a whole answer with {@code %s} for twenty megabytes
 * @param hugeEvent an event with {@code %s} for twenty megabytes
 */
record Dialect(
    String whole,
    List<String> opening,
    List<String> middle,
    List<String> ending,
    String terminator,
    String errorEvent,
    String errorBody,
    String hugeWhole,
    String hugeEvent) {

  private static final String DATA_URL = "data:image/png;base64,%s";

  static final Dialect OPENAI = openAi("{\"error\":{\"message\":\"boom\",\"code\":null}}");

  /** OpenRouter tells an error by a choice that finishes with it. */
  static final Dialect OPENROUTER =
      openAi(
          """
          {"id":"c","object":"chat.completion.chunk","error":{"code":502,"message":"boom"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}\
          """);

  static final Dialect ANTHROPIC =
      new Dialect(
          anthropicWhole("Hello there"),
          List.of(
              event(
                  "message_start",
                  "\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m-1\",\"content\":[],\"stop_reason\":null,\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}"),
              event(
                  "content_block_start",
                  "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"),
              anthropicText("Hello")),
          List.of(anthropicText(" there")),
          List.of(
              event("content_block_stop", "\"index\":0"),
              event(
                  "message_delta",
                  "\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":2}")),
          event("message_stop", "\"x\":1"),
          event("error", "\"error\":{\"type\":\"api_error\",\"message\":\"boom\"}"),
          "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}",
          anthropicWhole("%s"),
          anthropicText("%s"));

  static final Dialect GEMINI =
      new Dialect(
          geminiResponse("{\"text\":\"Hello there\"}", ",\"finishReason\":\"STOP\""),
          List.of(data(geminiResponse("{\"text\":\"Hello\"}", ""))),
          List.of(data(geminiResponse("{\"text\":\" there\"}", ""))),
          List.of(data(geminiResponse("{\"text\":\"\"}", ",\"finishReason\":\"STOP\""))),
          "",
          data("{\"error\":{\"code\":503,\"message\":\"boom\",\"status\":\"UNAVAILABLE\"}}"),
          "{\"error\":{\"code\":503,\"message\":\"boom\",\"status\":\"UNAVAILABLE\"}}",
          geminiResponse(
              "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"%s\"}}",
              ",\"finishReason\":\"STOP\""),
          data(
              geminiResponse("{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"%s\"}}", "")));

  /** All events, the terminator too. */
  List<String> stream() {
    List<String> events = new ArrayList<>(unterminated());
    if (!terminator.isEmpty()) {
      events.add(terminator);
    }
    return events;
  }

  /** All events but the terminator. */
  List<String> unterminated() {
    List<String> events = new ArrayList<>(opening);
    events.addAll(middle);
    events.addAll(ending);
    return events;
  }

  private static Dialect openAi(String errorEvent) {
    String usage = "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}";
    return new Dialect(
        openAiWhole("\"content\":\"Hello there\"", usage),
        List.of(
            openAiChunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"),
            openAiChunk("{\"content\":\"Hello\"}", "null")),
        List.of(openAiChunk("{\"content\":\" there\"}", "null")),
        List.of(
            openAiChunk("{}", "\"stop\""),
            data(
                "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m-1\",\"choices\":[],"
                    + usage
                    + "}")),
        data("[DONE]"),
        data(errorEvent),
        "{\"error\":{\"message\":\"boom\",\"type\":\"server_error\",\"code\":503}}",
        openAiWhole("\"content\":null,\"images\":[" + image() + "]", usage),
        openAiChunk("{\"images\":[" + image() + "]}", "null"));
  }

  private static String image() {
    return "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + DATA_URL + "\"}}";
  }

  private static String openAiWhole(String message, String usage) {
    return "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m-1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
        + message
        + "},\"finish_reason\":\"stop\"}],"
        + usage
        + "}";
  }

  private static String openAiChunk(String delta, String reason) {
    return data(
        "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":"
            + delta
            + ",\"finish_reason\":"
            + reason
            + "}]}");
  }

  private static String anthropicWhole(String text) {
    return "{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m-1\",\"content\":[{\"type\":\"text\",\"text\":\""
        + text
        + "\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":3,\"output_tokens\":2}}";
  }

  private static String anthropicText(String text) {
    return event(
        "content_block_delta",
        "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}");
  }

  private static String geminiResponse(String part, String more) {
    return "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":["
        + part
        + "]},\"index\":0"
        + more
        + "}],\"usageMetadata\":{\"promptTokenCount\":3,\"candidatesTokenCount\":2,\"totalTokenCount\":5},\"modelVersion\":\"m-1\",\"responseId\":\"r\"}";
  }

  private static String event(String type, String members) {
    return "event: %s\ndata: {\"type\":\"%s\",%s}\n\n".formatted(type, type, members);
  }

  private static String data(String json) {
    return "data: " + json.strip() + "\n\n";
  }
}
