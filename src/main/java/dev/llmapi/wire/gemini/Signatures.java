package dev.llmapi.wire.gemini;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
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

  /** The call with the signature that the client brought, or a stand-in for it. */
  Content.Part underCall(Content.Part call, @Nullable String signature, boolean first) {
    if (signature != null) {
      return new Content.Part.Signed(call, signature);
    }
    return demanded && first ? new Content.Part.Signed(call, SKIP_VALIDATOR) : call;
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
