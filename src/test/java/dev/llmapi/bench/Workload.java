package dev.llmapi.bench;

/** The requests of the benchmark, and how a right answer to each is known. */
enum Workload {
  /** A short question, 1 KB as the answer. */
  CHAT("mock") {
    @Override
    String body(String model) {
      return request(model, "\"" + QUESTION + "\"", "");
    }

    @Override
    void check(BodyScan answer) throws WrongAnswerException {
      String text = answer.text();
      demand(text.contains(Payload.TEXT), "the text is not whole", text);
      demand(text.contains("\"stop\""), "no finish_reason", text);
      demand(text.contains("\"usage\""), "no usage", text);
    }
  },

  /** A short question, 50 chunks as the answer, usage asked for. */
  STREAM("mock") {
    @Override
    String body(String model) {
      return request(model, "\"" + QUESTION + "\"", STREAMED);
    }

    @Override
    void check(BodyScan answer) throws WrongAnswerException {
      checkStream(answer.text());
    }
  },

  /** As {@link #STREAM}, at a model's pace: 20 ms between chunks. */
  PACED_STREAM("mock-paced") {
    @Override
    String body(String model) {
      return STREAM.body(model);
    }

    @Override
    void check(BodyScan answer) throws WrongAnswerException {
      checkStream(answer.text());
    }
  },

  /** An image of 1 MB in the request, a short answer. */
  VISION("mock") {
    @Override
    String body(String model) {
      return request(
          model,
          "[{\"type\":\"text\",\"text\":\"What is in this image?\"},"
              + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,"
              + Payload.IMAGE_IN
              + "\"}}]",
          "");
    }

    @Override
    void check(BodyScan answer) throws WrongAnswerException {
      String text = answer.text();
      demand(text.contains(Payload.IMAGE_SEEN), "the upstream has not seen the image", text);
      demand(text.contains("\"usage\""), "no usage", text);
    }
  },

  /** A short request, an image of 1.5 MB in the answer. */
  IMAGE("mock-image") {
    @Override
    String body(String model) {
      return request(
          model, "\"Draw a circle.\"", ",\"modalities\":[\"image\",\"text\"],\"stream\":false");
    }

    @Override
    void check(BodyScan answer) throws WrongAnswerException {
      demand(answer.hasWholeImage(), "the image is not whole", answer.text());
      demand(answer.text().endsWith("}"), "the answer is not whole", answer.text());
    }
  };

  private static final String QUESTION =
      "Tell me in a few sentences what a gateway in front of language models is good for.";
  private static final String STREAMED =
      ",\"stream\":true,\"stream_options\":{\"include_usage\":true}";
  private static final String CONTENT = "\"content\":\"";

  private final String model;

  Workload(String model) {
    this.model = model;
  }

  /** The mock upstream's model that answers this. */
  String model() {
    return model;
  }

  /** The request body that asks a model for this. */
  abstract String body(String model);

  /** Passes if a body of status 200 is the whole answer. */
  abstract void check(BodyScan answer) throws WrongAnswerException;

  private static String request(String model, String content, String members) {
    return "{\"model\":\""
        + model
        + "\",\"messages\":[{\"role\":\"system\",\"content\":\"Answer briefly.\"},"
        + "{\"role\":\"user\",\"content\":"
        + content
        + "}]"
        + members
        + "}";
  }

  private static void checkStream(String text) throws WrongAnswerException {
    demand(text.stripTrailing().endsWith("data: [DONE]"), "no [DONE] at the end", text);
    demand(text.contains("\"finish_reason\":\"stop\""), "no finish_reason", text);
    demand(text.contains("\"usage\":{"), "no usage", text);
    demand(isWholeText(text), "the chunks do not make the text", text);
  }

  /** True if the contents of all chunks, one after the other, are the text, however cut. */
  private static boolean isWholeText(String events) {
    int told = 0;
    int at = events.indexOf(CONTENT);
    while (at >= 0) {
      int from = at + CONTENT.length();
      int to = events.indexOf('"', from);
      if (!Payload.TEXT.startsWith(events.substring(from, to), told)) {
        return false;
      }
      told += to - from;
      at = events.indexOf(CONTENT, to);
    }
    return told == Payload.TEXT.length();
  }

  private static void demand(boolean right, String otherwise, String answer)
      throws WrongAnswerException {
    if (!right) {
      throw new WrongAnswerException(otherwise, answer);
    }
  }
}
