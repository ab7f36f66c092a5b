package dev.llmapi.wire.gemini;

import dev.llmapi.model.Message;
import dev.llmapi.model.Reasoning;
import dev.llmapi.model.ToolCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts thought signatures under what the model did before. Gemini 3 refuses a turn of function
 * calls whose first is unsigned, and a turn of images in which its first part or an image is; where
 * the client brought no signature back, the bytes that Google names for this stand in.
 *
 * @param demanded the model refuses what is unsigned
 * @see <a href="https://ai.google.dev/gemini-api/docs/thought-signatures">Thought signatures</a>
 */
record Signatures(boolean demanded) {

  private static final String SKIP_VALIDATOR =
      Base64.getEncoder()
          .encodeToString("skip_thought_signature_validator".getBytes(StandardCharsets.US_ASCII));

  /**
   * The call with the signature that the client brought, or a stand-in for it.
   *
   * @param turn where OpenRouter's clients bring it: among the turn's reasoning
   * @param first the first of the turn's calls
   */
  Content.Part underCall(Content.Part part, ToolCall call, Message.Assistant turn, boolean first) {
    Optional<String> signature =
        call.isSigned() ? Optional.ofNullable(call.signature()) : find(turn, call.id());
    if (signature.isPresent()) {
      return new Content.Part.Signed(part, signature.get());
    }
    return demanded && first ? new Content.Part.Signed(part, SKIP_VALIDATOR) : part;
  }

  /** The parts of a model's turn, the last text under the signature that came with one. */
  List<Content.Part> underText(List<Content.Part> parts, Message.Assistant turn) {
    Optional<String> signature = find(turn, null);
    if (signature.isEmpty()
        || parts.isEmpty()
        || !(parts.getLast() instanceof Content.Part.Text text)) {
      return parts;
    }
    List<Content.Part> signed = new ArrayList<>(parts.subList(0, parts.size() - 1));
    signed.add(new Content.Part.Signed(text, signature.get()));
    return signed;
  }

  /** Google's signature for a call, or (null) for the text. */
  private static Optional<String> find(Message.Assistant turn, @Nullable String callId) {
    return turn.reasoning().stream()
        .filter(each -> each.maker() == Reasoning.Maker.GOOGLE)
        .filter(Reasoning.Encrypted.class::isInstance)
        .map(Reasoning.Encrypted.class::cast)
        .filter(each ->
            callId == null
                ? turn.toolCalls().stream().noneMatch(call -> call.id().equals(each.callId()))
                : callId.equals(each.callId()))
        .map(Reasoning.Encrypted::data)
        .filter(Reasoning::isBase64)
        .reduce((_, last) -> last);
  }

  /** The parts of a model's turn, signed where there are images among them. */
  List<Content.Part> underImages(List<Content.Part> parts) {
    if (!demanded || parts.stream().noneMatch(Content.Part.Media.class::isInstance)) {
      return parts;
    }
    List<Content.Part> signed = new ArrayList<>();
    for (Content.Part part : parts) {
      signed.add(
          signed.isEmpty() || part instanceof Content.Part.Media
              ? new Content.Part.Signed(part, SKIP_VALIDATOR)
              : part);
    }
    return signed;
  }
}
