package dev.llmapi.golden;

import dev.llmapi.model.Slice;
import dev.llmapi.provider.Authorization;
import dev.llmapi.provider.Deadlines;
import dev.llmapi.provider.Provider;
import dev.llmapi.provider.ProviderKind;
import dev.llmapi.provider.Transport;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The providers whose goldens there are, each with a base URL as its owner would write it. */
enum GoldenTarget {
  OPENAI(ProviderKind.OPENAI, "https://api.openai.com/v1"),
  AZURE(ProviderKind.AZURE, "https://example.openai.azure.com/openai/v1"),
  COMPATIBLE(ProviderKind.COMPATIBLE, "http://127.0.0.1:11434/v1"),
  OPENROUTER(ProviderKind.COMPATIBLE, "https://openrouter.ai/api/v1"),
  SANDBOX(ProviderKind.SANDBOX, "http://sandbox.invalid"),
  ANTHROPIC(ProviderKind.ANTHROPIC, "https://api.anthropic.com"),
  GEMINI(ProviderKind.GEMINI, "https://generativelanguage.googleapis.com");

  /** On Azure a deployment has a name of its own. */
  private static final Map<String, String> DEPLOYMENTS = Map.of("gpt-5.4", "our-gpt");

  private final ProviderKind kind;
  private final String base;

  GoldenTarget(ProviderKind kind, String base) {
    this.kind = kind;
    this.base = base;
  }

  /** The name in file names and in the tables. */
  String fileName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static GoldenTarget of(String fileName) {
    return valueOf(fileName.toUpperCase(Locale.ROOT));
  }

  /** Whether it speaks the client's own format, so that bytes are passed on. */
  boolean isSameWire() {
    return kind.format() == ProviderKind.Format.OPENAI;
  }

  Provider provider(Transport transport) {
    return new Provider(
        fileName(),
        kind,
        base,
        new Authorization(kind.scheme(), () -> Optional.of("provider-key")),
        Map.of(),
        Deadlines.DEFAULT,
        transport,
        new Provider.Quirks(fileName(), this == AZURE ? DEPLOYMENTS : Map.of(), Optional.empty()));
  }

  /** A good answer of the provider, for tests that look at the request only. */
  CannedReply goodReply(boolean stream) {
    String file = "responses/" + fileName() + (stream ? "/stream-basic.sse" : "/basic.json");
    Slice body = GoldenFolder.bytes(file);
    return CannedReply.ok(body, stream ? "text/event-stream" : "application/json");
  }
}
