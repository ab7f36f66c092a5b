package dev.llmapi.wire.openai;

import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Usage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway has to know of an answer, or of one chunk of a stream, that is passed on as it
 * is: read in one pass, nothing decoded but these. The same for both, since a chunk has an answer's
 * members.
 *
 * @param id the completion's id, or empty
 * @param createdSeconds when, or 0 where it is not told as a whole number
 * @param model the model that the provider says answered, or empty
 * @param choices how many choices stand in it
 * @param finished how many of them have a finish_reason
 * @param startsRole whether one of them has {@code delta.role}
 * @param usage what it tells of tokens; absent where {@code usage} is no object
 * @param usagePlace where the value of {@code usage} stands; absent where there is none
 * @param end where the object's last brace stands in the array
 * @param seenIndexes a bit for the {@code index} of each choice in it, modulo 64
 * @param finishedIndexes the same of those that have a finish_reason
 * @param producedBytes what the choices' {@code delta} or {@code message} hold, without the
 *     shortest one's own members; 0 of one that holds nothing but its role and empty members
 * @param onlyThinks whether what they hold is reasoning alone
 */
public record AnswerScan(
    String id,
    long createdSeconds,
    String model,
    int choices,
    int finished,
    boolean startsRole,
    @Nullable Usage usage,
    @Nullable UsagePlace usagePlace,
    int end,
    long seenIndexes,
    long finishedIndexes,
    int producedBytes,
    boolean onlyThinks) {

  /**
   * Where the value of {@code usage} stands in the array.
   *
   * @param takesCost whether {@code cost} may be put before its last brace: it is an object, not
   *     empty, and tells none of its own
   */
  public record UsagePlace(int from, int to, boolean takesCost) {}

  /** The same of these bytes at another place of an array. */
  public AnswerScan movedBy(int bytes) {
    UsagePlace place = usagePlace;
    return new AnswerScan(
        id,
        createdSeconds,
        model,
        choices,
        finished,
        startsRole,
        usage,
        place == null
            ? null
            : new UsagePlace(place.from() + bytes, place.to() + bytes, place.takesCost()),
        end + bytes,
        seenIndexes,
        finishedIndexes,
        producedBytes,
        onlyThinks);
  }

  /**
   * Reads a whole answer or a chunk.
   *
   * @throws FailureException UPSTREAM_BROKEN when it is not one JSON object, or the failure that an
   *     {@code error} member in it tells
   */
  public static AnswerScan read(Slice json) {
    try {
      return new AnswerScanner(json).scan();
    } catch (IOException e) {
      throw FailureException.of(
          FailureKind.UPSTREAM_BROKEN, "The provider's answer is not valid JSON.");
    }
  }
}
