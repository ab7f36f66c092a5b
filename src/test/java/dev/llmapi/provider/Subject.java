package dev.llmapi.provider;

import java.util.List;

/** The providers that the contract is for, one row each, and where a call of theirs arrives. */
// Its lists are never changed.
@SuppressWarnings("ImmutableEnumChecker")
enum Subject {
  OPENAI(
      "openai",
      "kind: openai, base_url: \"%s/oai/v1\", api_key: \"${TEST_KEY}\"",
      "gpt-5.4",
      Dialect.OPENAI,
      Paths.same("/oai/v1/chat/completions"),
      "authorization",
      "Bearer key-of-the-owner",
      "openai"),
  AZURE_V1(
      "azure",
      "kind: azure, base_url: \"%s\", api_key: \"${TEST_KEY}\"",
      "gpt-5.4",
      Dialect.OPENAI,
      Paths.same("/openai/v1/chat/completions"),
      "api-key",
      "key-of-the-owner",
      "openai",
      "azure"),
  AZURE_DATED(
      "azure-dated",
      "kind: azure, base_url: \"%s\", api_version: \"2024-10-21\", api_key: \"${TEST_KEY}\", deployments: {gpt-5.4: ours}",
      "gpt-5.4",
      Dialect.OPENAI,
      Paths.same("/openai/deployments/ours/chat/completions?api-version=2024-10-21"),
      "api-key",
      "key-of-the-owner",
      "openai",
      "azure"),
  AZURE_PREVIEW(
      "azure-preview",
      "kind: azure, base_url: \"%s\", api_version: preview, api_key: \"${TEST_KEY}\"",
      "gpt-5.4",
      Dialect.OPENAI,
      Paths.same("/openai/v1/chat/completions?api-version=preview"),
      "api-key",
      "key-of-the-owner",
      "openai",
      "azure"),
  AZURE_ENTRA(
      "azure-entra",
      "kind: azure, base_url: \"%s\", token: \"${TEST_KEY}\"",
      "gpt-5.4",
      Dialect.OPENAI,
      Paths.same("/openai/v1/chat/completions"),
      "authorization",
      "Bearer key-of-the-owner",
      "openai",
      "azure"),
  ANTHROPIC(
      "anthropic",
      "kind: anthropic, base_url: \"%s/claude\", api_key: \"${TEST_KEY}\"",
      "claude-sonnet-5.5",
      Dialect.ANTHROPIC,
      Paths.same("/claude/v1/messages"),
      "x-api-key",
      "key-of-the-owner",
      "anthropic"),
  GEMINI(
      "gemini",
      "kind: gemini, base_url: \"%s\", api_key: \"${TEST_KEY}\"",
      "gemini-3.1-pro",
      Dialect.GEMINI,
      new Paths(
          "/v1beta/models/gemini-3.1-pro:generateContent",
          "/v1beta/models/gemini-3.1-pro:streamGenerateContent?alt=sse"),
      "x-goog-api-key",
      "key-of-the-owner",
      "gemini"),
  COMPATIBLE(
      "wall",
      "kind: compatible, base_url: \"%s/v1\", api_key: \"${TEST_KEY}\"",
      "some/model:7b",
      Dialect.OPENAI,
      Paths.same("/v1/chat/completions"),
      "authorization",
      "Bearer key-of-the-owner",
      "openai"),
  OPENROUTER(
      "openrouter",
      "kind: compatible, base_url: \"%s/api/v1\", api_key: \"${TEST_KEY}\"",
      "openai/gpt-5.4",
      Dialect.OPENROUTER,
      Paths.same("/api/v1/chat/completions"),
      "authorization",
      "Bearer key-of-the-owner",
      "openrouter");

  /** Where a whole and where a streamed call goes. */
  private record Paths(String whole, String stream) {
    static Paths same(String path) {
      return new Paths(path, path);
    }
  }

  private final String provider;
  private final String settings;
  private final String upstreamModel;
  private final Dialect dialect;
  private final Paths paths;
  private final String keyHeader;
  private final String keyValue;
  private final List<String> errorShapes;

  Subject(
      String provider,
      String settings,
      String upstreamModel,
      Dialect dialect,
      Paths paths,
      String keyHeader,
      String keyValue,
      String... errorShapes) {
    this.provider = provider;
    this.settings = settings;
    this.upstreamModel = upstreamModel;
    this.dialect = dialect;
    this.paths = paths;
    this.keyHeader = keyHeader;
    this.keyValue = keyValue;
    this.errorShapes = List.of(errorShapes);
  }

  /** The model as a caller names it. */
  String model() {
    return provider + "/" + upstreamModel;
  }

  String provider() {
    return provider;
  }

  Dialect dialect() {
    return dialect;
  }

  String path(boolean stream) {
    return stream ? paths.stream() : paths.whole();
  }

  String keyHeader() {
    return keyHeader;
  }

  String keyValue() {
    return keyValue;
  }

  /** The tables of error answers that this provider may give. */
  List<String> errorShapes() {
    return errorShapes;
  }

  /** {@code llmapi.yaml} with all of them at this address. */
  static String yaml(String address, String timeouts) {
    StringBuilder yaml = new StringBuilder(timeouts).append("\nproviders:\n");
    for (Subject subject : values()) {
      yaml.append("  ")
          .append(subject.provider)
          .append(": {")
          .append(subject.settings.formatted(address))
          .append("}\n");
    }
    return yaml.toString();
  }
}
