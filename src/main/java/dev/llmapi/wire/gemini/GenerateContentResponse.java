package dev.llmapi.wire.gemini;

import dev.llmapi.model.RawJson;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of Gemini's message of this name: the whole answer, or one event of a stream.
 *
 * @param id {@code responseId}
 * @param model {@code modelVersion}
 * @param blockReason {@code promptFeedback.blockReason}: the prompt was refused
 * @param usage the tokens so far, counted as OpenAI counts them
 * @param error {@code {"error": …}} inside an answer with status 200, as in mid-stream
 */
record GenerateContentResponse(
    @Nullable String id,
    @Nullable String model,
    List<Candidate> candidates,
    @Nullable String blockReason,
    @Nullable Usage usage,
    @Nullable RawJson error) {

  /**
   * One choice, or a piece of it.
   *
   * @param logprobs OpenAI's {@code logprobs.content}
   */
  record Candidate(
      int index, List<Part> parts, @Nullable String finishReason, @Nullable RawJson logprobs) {}

  /** What a candidate's content is made of; parts of other kinds are left out. */
  sealed interface Part {

    /** Text, which may be empty where all that comes is the signature. */
    record Text(String text, @Nullable String thoughtSignature) implements Part {}

    /** A summary of the model's thoughts. */
    record Thought(String text) implements Part {}

    record Image(String mimeType, Slice base64) implements Part {}

    /**
     * A call, always whole.
     *
     * @param id absent from older models
     * @param args a JSON object's text
     */
    record FunctionCall(
        @Nullable String id, String name, String args, @Nullable String thoughtSignature)
        implements Part {}
  }
}
