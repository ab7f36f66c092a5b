package dev.llmapi.bench;

import java.util.ArrayList;
import java.util.List;

/** The formats that the mock upstream answers in. */
enum MockWire {
  /** {@code POST /v1/chat/completions}; images stand where OpenRouter puts them. */
  OPENAI {
    @Override
    String whole(MockAnswer answer) {
      return OPENAI_BEGIN.formatted("chatcmpl", "chat.completion")
          + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
          + answer.text()
          + "\",\"refusal\":null"
          + openAiImages(answer)
          + "},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":"
          + OPENAI_USAGE
          + "}";
    }

    @Override
    List<String> events(MockAnswer answer, boolean usageAsked) {
      String usage = usageAsked ? ",\"usage\":null}" : "}";
      List<String> events = new ArrayList<>();
      events.add(openAiChunk("{\"role\":\"assistant\",\"content\":\"\"}", "null", usage));
      for (String chunk : answer.chunks()) {
        events.add(openAiChunk("{\"content\":\"" + chunk + "\"}", "null", usage));
      }
      if (answer.hasImage()) {
        String images = openAiImages(answer).substring(1);
        events.add(openAiChunk("{" + images + "}", "null", usage));
      }
      events.add(openAiChunk("{}", "\"stop\"", usage));
      if (usageAsked) {
        events.add(
            "data: "
                + OPENAI_BEGIN.formatted("chatcmpl", "chat.completion.chunk")
                + "\"choices\":[],\"usage\":"
                + OPENAI_USAGE
                + "}\n\n");
      }
      events.add("data: [DONE]\n\n");
      return events;
    }
  },

  /** {@code POST /v1/messages}; Claude makes no images. */
  ANTHROPIC {
    @Override
    String whole(MockAnswer answer) {
      return ANTHROPIC_BEGIN
          + "\"content\":[{\"type\":\"text\",\"text\":\""
          + answer.text()
          + "\"}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,\"usage\":"
          + "{\"input_tokens\":19,\"cache_creation_input_tokens\":0,"
          + "\"cache_read_input_tokens\":0,\"output_tokens\":250}}";
    }

    @Override
    List<String> events(MockAnswer answer, boolean usageAsked) {
      List<String> events = new ArrayList<>();
      events.add(
          anthropicEvent(
              "message_start",
              ",\"message\":"
                  + ANTHROPIC_BEGIN
                  + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
                  + "\"usage\":{\"input_tokens\":19,\"output_tokens\":1}}"));
      events.add(
          anthropicEvent(
              "content_block_start",
              ",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
      for (String chunk : answer.chunks()) {
        String delta = "{\"type\":\"text_delta\",\"text\":\"" + chunk + "\"}";
        events.add(anthropicEvent("content_block_delta", ",\"index\":0,\"delta\":" + delta));
      }
      events.add(anthropicEvent("content_block_stop", ",\"index\":0"));
      events.add(
          anthropicEvent(
              "message_delta",
              ",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                  + "\"usage\":{\"output_tokens\":250}"));
      events.add(anthropicEvent("message_stop", ""));
      return events;
    }
  },

  /** {@code POST /v1beta/models/…:generateContent} and {@code :streamGenerateContent}. */
  GEMINI {
    @Override
    String whole(MockAnswer answer) {
      String image = answer.hasImage() ? "," + geminiImage(answer) : "";
      return geminiResponse(geminiText(answer.text()) + image, ",\"finishReason\":\"STOP\"");
    }

    @Override
    List<String> events(MockAnswer answer, boolean usageAsked) {
      List<String> parts = new ArrayList<>();
      answer.chunks().forEach(chunk -> parts.add(geminiText(chunk)));
      if (answer.hasImage()) {
        parts.add(geminiImage(answer));
      }
      List<String> events = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        String end = i == parts.size() - 1 ? ",\"finishReason\":\"STOP\"" : "";
        events.add("data: " + geminiResponse(parts.get(i), end) + "\r\n\r\n");
      }
      return events;
    }
  };

  private static final String OPENAI_BEGIN =
      "{\"id\":\"%s-9fQm2vXw8bKc4TzR1nLpYd7\",\"object\":\"%s\",\"created\":1763000000,"
          + "\"model\":\"mock\",\"system_fingerprint\":null,";
  private static final String OPENAI_USAGE =
      "{\"prompt_tokens\":19,\"completion_tokens\":250,\"total_tokens\":269,"
          + "\"prompt_tokens_details\":{\"cached_tokens\":0,\"audio_tokens\":0},"
          + "\"completion_tokens_details\":{\"reasoning_tokens\":0,\"audio_tokens\":0}}";
  private static final String ANTHROPIC_BEGIN =
      "{\"id\":\"msg_01XfPq8sLw3bTnYv5RzKd2Hc\",\"type\":\"message\","
          + "\"role\":\"assistant\",\"model\":\"mock\",";

  /** The body of a whole answer. */
  abstract String whole(MockAnswer answer);

  /** The events of a streamed answer, each as it stands in the body. */
  abstract List<String> events(MockAnswer answer, boolean usageAsked);

  private static String openAiImages(MockAnswer answer) {
    return answer.hasImage()
        ? ",\"images\":[{\"index\":0,\"type\":\"image_url\",\"image_url\":"
            + "{\"url\":\"data:image/png;base64,"
            + answer.image()
            + "\"}}]"
        : "";
  }

  private static String openAiChunk(String delta, String finishReason, String end) {
    return "data: "
        + OPENAI_BEGIN.formatted("chatcmpl", "chat.completion.chunk")
        + "\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"logprobs\":null,\"finish_reason\":"
        + finishReason
        + "}]"
        + end
        + "\n\n";
  }

  private static String anthropicEvent(String type, String members) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + members + "}\n\n";
  }

  private static String geminiText(String text) {
    return "{\"text\":\"" + text + "\"}";
  }

  private static String geminiImage(MockAnswer answer) {
    return "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"" + answer.image() + "\"}}";
  }

  private static String geminiResponse(String parts, String end) {
    return "{\"candidates\":[{\"index\":0,\"content\":{\"role\":\"model\",\"parts\":["
        + parts
        + "]}"
        + end
        + "}],\"usageMetadata\":{\"promptTokenCount\":19,\"candidatesTokenCount\":250,"
        + "\"totalTokenCount\":269},\"modelVersion\":\"mock\",\"responseId\":\"mock-response\"}";
  }
}
