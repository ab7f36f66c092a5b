package dev.llmapi.wire.gemini;

import dev.llmapi.model.Body;
import dev.llmapi.model.ChatEvent;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Target;
import dev.llmapi.wire.ChatStreamReader;
import dev.llmapi.wire.ChatWire;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Gemini's {@code generateContent} and {@code streamGenerateContent?alt=sse}. The model's name
 * stands in the path, not in the body.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">Google's reference</a>
 */
public final class GeminiWire implements ChatWire {

  private static final String BROKEN = "The provider sent an answer that is not Gemini's format.";

  private static final String TIER_HEADER = "x-gemini-service-tier";
  private static final Set<String> TIERS = Set.of("standard", "flex", "priority", "batch");

  private final Supplier<String> toolCallIds;

  /**
   * A wire whose tool calls get their ids from {@code toolCallIds} where the model gives none.
   *
   * @param toolCallIds gives an id that is unique within a conversation; thread-safe
   */
  public GeminiWire(Supplier<String> toolCallIds) {
    this.toolCallIds = toolCallIds;
  }

  @Override
  public Body writeRequest(ChatRequest request, Target target) {
    return RequestWriter.write(request, target);
  }

  @Override
  public void readAnswer(Slice body, Consumer<ChatEvent> events) {
    ResponseEvents state = new ResponseEvents(toolCallIds);
    state.accept(readResponse(body), events);
    if (!state.hasChoices()) {
      throw FailureException.of(FailureKind.UPSTREAM_BROKEN, BROKEN);
    }
    state.finishOpen(FinishReasons.STOP, events);
  }

  @Override
  public boolean isOwnFile(String url) {
    return MediaReader.isGoogleFile(url);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Google serves a call of the tier {@code priority} as {@code standard} when it must, and
   * tells that by this header.
   *
   * @see <a href="https://ai.google.dev/gemini-api/docs/priority-inference">Google's page</a>
   */
  @Override
  public Optional<String> servedTier(Function<String, Optional<String>> headers) {
    return headers.apply(TIER_HEADER).map(UsageReader::tier).filter(TIERS::contains);
  }

  @Override
  public ChatStreamReader newStreamReader() {
    return new StreamReader(toolCallIds);
  }

  @Override
  public Failure readError(int status, Slice body) {
    return ErrorReader.read(status, body);
  }

  static GenerateContentResponse readResponse(Slice bytes) {
    try {
      return ResponseReader.read(bytes);
    } catch (IOException _) {
      throw FailureException.of(FailureKind.UPSTREAM_BROKEN, BROKEN);
    }
  }
}
