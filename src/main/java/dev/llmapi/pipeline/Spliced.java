package dev.llmapi.pipeline;

import dev.llmapi.model.Body;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.openai.UsageWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is put into an answer that is passed on: the receipt, and what it cost in its usage. */
final class Spliced {

  private static final byte[] RECEIPT_NAME = ",\"llmapi\":".getBytes(StandardCharsets.UTF_8);

  private Spliced() {}

  /**
   * The answer with both.
   *
   * @param usageEnd where the last brace of its usage stands in the array; -1 for nowhere
   * @param end where its own last brace stands in the array
   */
  static Body answer(Slice json, int usageEnd, int end, Receipt receipt) {
    List<Slice> slices = new ArrayList<>(5);
    int from = json.from();
    if (usageEnd >= 0 && receipt.costNanoUsd() != null) {
      slices.add(new Slice(json.array(), from, usageEnd));
      slices.add(Slice.of(costMember(receipt)));
      from = usageEnd;
    }
    slices.add(new Slice(json.array(), from, end));
    slices.add(Slice.of(receiptMember(receipt)));
    slices.add(new Slice(json.array(), end, json.to()));
    return new Body(slices);
  }

  /**
   * The last bytes of an answer with both, and with spaces before its last brace, so that it
   * becomes longer by {@code room} whatever they take.
   */
  static byte[] padded(Slice tail, int usageEnd, int end, Receipt receipt, int room) {
    byte[] spliced = answer(tail, usageEnd, end, receipt).joined();
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

  /** The receipt as a further member of an object that has some already. */
  static byte[] receiptMember(Receipt receipt) {
    Slice json = receipt.json().text();
    byte[] member = new byte[RECEIPT_NAME.length + json.length()];
    System.arraycopy(RECEIPT_NAME, 0, member, 0, RECEIPT_NAME.length);
    System.arraycopy(json.array(), json.from(), member, RECEIPT_NAME.length, json.length());
    return member;
  }
}
