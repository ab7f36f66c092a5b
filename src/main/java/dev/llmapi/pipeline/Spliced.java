package dev.llmapi.pipeline;

import dev.llmapi.model.Body;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Usage;
import dev.llmapi.wire.openai.AnswerScan;
import dev.llmapi.wire.openai.UsageWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is put into an answer that is passed on: the receipt, and what it cost in its usage. */
final class Spliced {

  private static final byte[] USAGE_NAME = ",\"usage\":".getBytes(StandardCharsets.UTF_8);
  private static final byte[] RECEIPT_NAME = ",\"llmapi\":".getBytes(StandardCharsets.UTF_8);

  private Spliced() {}

  /**
   * The answer with both.
   *
   * @param scan of these bytes, at their place
   * @param estimated tokens, for an answer whose provider reported none
   */
  static Body answer(Slice json, AnswerScan scan, @Nullable Usage estimated, Receipt receipt) {
    return answer(json, scan.usagePlace(), scan.end(), estimated, receipt);
  }

  /**
   * The same.
   *
   * @param place of its usage in the array, if it has one
   * @param end where its own last brace stands in the array
   */
  private static Body answer(
      Slice json,
      AnswerScan.@Nullable UsagePlace place,
      int end,
      @Nullable Usage estimated,
      Receipt receipt) {
    List<Slice> slices = new ArrayList<>(6);
    int from = json.from();
    if (place != null && estimated != null) {
      slices.add(new Slice(json.array(), from, place.from()));
      slices.add(Slice.of(UsageWriter.write(estimated, receipt.costNanoUsd())));
      from = place.to();
    } else if (place != null && place.takesCost() && receipt.costNanoUsd() != null) {
      slices.add(new Slice(json.array(), from, place.to() - 1));
      slices.add(Slice.of(costMember(receipt)));
      from = place.to() - 1;
    }
    slices.add(new Slice(json.array(), from, end));
    slices.add(Slice.of(lastMembers(place == null ? estimated : null, receipt)));
    slices.add(new Slice(json.array(), end, json.to()));
    return new Body(slices);
  }

  /**
   * The last bytes of an answer with both, and with spaces before its last brace, so that it
   * becomes longer by {@code room} whatever they take.
   */
  static byte[] padded(
      Slice tail,
      AnswerScan.@Nullable UsagePlace place,
      int end,
      @Nullable Usage estimated,
      Receipt receipt,
      int room) {
    byte[] spliced = answer(tail, place, end, estimated, receipt).joined();
    int behind = tail.to() - end;
    byte[] padded = Arrays.copyOf(spliced, tail.length() + room);
    Arrays.fill(padded, spliced.length - behind, padded.length - behind, (byte) ' ');
    System.arraycopy(tail.array(), end, padded, padded.length - behind, behind);
    return padded;
  }

  private static byte[] costMember(Receipt receipt) {
    Long cost = receipt.costNanoUsd();
    return cost == null
        ? new byte[0]
        : (",\"cost\":" + UsageWriter.usd(cost).toPlainString()).getBytes(StandardCharsets.UTF_8);
  }

  /** The receipt, and a usage if there is one, as further members of an object that has some. */
  static byte[] lastMembers(@Nullable Usage usage, Receipt receipt) {
    List<Slice> members = new ArrayList<>(4);
    if (usage != null) {
      members.add(Slice.of(USAGE_NAME));
      members.add(Slice.of(UsageWriter.write(usage, receipt.costNanoUsd())));
    }
    members.add(Slice.of(RECEIPT_NAME));
    members.add(receipt.json().text());
    return new Body(members).joined();
  }
}
