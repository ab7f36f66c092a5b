package dev.llmapi.wire.openai;

import dev.llmapi.model.Sampling;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the members that say how the answer is drawn, each with OpenAI's range. */
final class SamplingReader {

  private static final int MAX_STOPS = 4;
  private static final int MAX_CHOICES = 128;

  private final Cursor cursor;

  private @Nullable Integer maxTokens;
  private @Nullable Integer maxCompletionTokens;
  private @Nullable Double temperature;
  private @Nullable Double topP;
  private @Nullable Integer topK;
  private @Nullable Double presencePenalty;
  private @Nullable Double frequencyPenalty;
  private @Nullable Long seed;
  private List<String> stop = List.of();
  private int n = 1;
  private boolean logprobs;
  private @Nullable Integer topLogprobs;

  SamplingReader(Cursor cursor) {
    this.cursor = cursor;
  }

  /** Reads the member's value, if it is one of these. */
  boolean read(String name) throws IOException {
    switch (name) {
      case "max_tokens" -> maxTokens = cursor.integer(1, Integer.MAX_VALUE);
      case "max_completion_tokens" -> maxCompletionTokens = cursor.integer(1, Integer.MAX_VALUE);
      case "temperature" -> temperature = cursor.number(0, 2);
      case "top_p" -> topP = cursor.number(0, 1);
      case "top_k" -> {
        int given = cursor.integer(-1, Integer.MAX_VALUE);
        topK = given < 0 ? null : given; // As vLLM writes that there is no such limit.
      }
      case "presence_penalty" -> presencePenalty = cursor.number(-2, 2);
      case "frequency_penalty" -> frequencyPenalty = cursor.number(-2, 2);
      case "seed" -> seed = cursor.integer(Long.MIN_VALUE, Long.MAX_VALUE);
      case "stop" -> stop = readStop();
      case "n" -> n = cursor.integer(1, MAX_CHOICES);
      case "logprobs" -> logprobs = cursor.bool();
      case "top_logprobs" -> topLogprobs = cursor.integer(0, 20);
      default -> {
        return false;
      }
    }
    return true;
  }

  private List<String> readStop() throws IOException {
    if (cursor.isString()) {
      return List.of(cursor.string());
    }
    List<String> stops = cursor.list(cursor::string);
    if (stops.size() > MAX_STOPS) {
      throw cursor.fail("holds %d sequences; the limit is %d.".formatted(stops.size(), MAX_STOPS));
    }
    return stops;
  }

  Sampling sampling() {
    return new Sampling(
        maxCompletionTokens != null ? maxCompletionTokens : maxTokens,
        temperature,
        topP,
        topK,
        presencePenalty,
        frequencyPenalty,
        seed,
        stop,
        n,
        logprobs,
        topLogprobs);
  }
}
