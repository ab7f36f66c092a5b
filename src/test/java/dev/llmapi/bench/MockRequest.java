package dev.llmapi.bench;

/**
 * What the mock upstream wants to know of a request.
 *
 * @param path the path, in lower case, with its query
 * @param json the body without its image
 */
record MockRequest(String path, String json) {
  MockWire wire() {
    if (path.contains("generatecontent")) {
      return MockWire.GEMINI;
    }
    return path.contains("/messages") ? MockWire.ANTHROPIC : MockWire.OPENAI;
  }

  boolean isKnown() {
    return path.contains("/chat/completions")
        || path.contains("/messages")
        || path.contains("generatecontent");
  }

  boolean wantsStream() {
    return path.contains(":streamgeneratecontent") || isTrue("\"stream\"");
  }

  boolean wantsUsage() {
    return isTrue("\"include_usage\"");
  }

  boolean wantsImage() {
    return names("mock-image");
  }

  boolean wantsPace() {
    return names("mock-paced") || path.contains("?pace");
  }

  private boolean names(String model) {
    return path.contains(model) || json.contains("\"" + model + "\"");
  }

  private boolean isTrue(String quotedName) {
    int at = json.indexOf(quotedName);
    if (at < 0) {
      return false;
    }
    int value = at + quotedName.length();
    while (json.charAt(value) == ':' || json.charAt(value) == ' ') {
      value++;
    }
    return json.startsWith("true", value);
  }
}
