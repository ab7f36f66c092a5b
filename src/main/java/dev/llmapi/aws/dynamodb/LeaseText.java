package dev.llmapi.aws.dynamodb;

import dev.llmapi.policy.Lease;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lease as an attribute of the counter item, about 40 bytes: named by the first of its call's id,
 * by which its receipt is found too, with {@code cost|tokens|seconds|key} as its value, the numbers
 * to the base 36.
 *
 * <p>Once the call is counted the attribute is its note, until it is known to be recorded too:
 * {@code =cost|seconds|key|rest of the id}, with what it has cost. A dozen bytes more.
 */
final class LeaseText {

  private static final String PREFIX = "#";
  private static final char FURTHER = '+';
  private static final String USUAL_ID = "req_";
  private static final String NOTE = "=";
  private static final int LEASE_PARTS = 4;

  /** Of 62 characters, so that two calls of one project under way never have the same. */
  private static final int ID_CHARS = 11;

  private static final int RADIX = 36;

  private LeaseText() {}

  /** The attribute's name for a call's lease; that of a further one ends as its id does. */
  static String attribute(String callId) {
    int end = callId.length();
    while (end > 0 && callId.charAt(end - 1) == FURTHER) {
      end--;
    }
    return PREFIX + shortened(callId.substring(0, end)) + callId.substring(end);
  }

  private static String shortened(String callId) {
    boolean usual = callId.startsWith(USUAL_ID) && callId.length() > USUAL_ID.length() + ID_CHARS;
    return usual ? callId.substring(USUAL_ID.length(), USUAL_ID.length() + ID_CHARS) : callId;
  }

  /** What the id of the call begins with whose lease, the first or a further one, that is. */
  static List<String> idsBegin(String attribute) {
    String name = attribute.substring(PREFIX.length()).replaceAll("\\+*$", "");
    return name.length() == ID_CHARS ? List.of(name, USUAL_ID + name) : List.of(name);
  }

  /** Whether it is the lease, the first or a further one, of that call. */
  static boolean isOf(String attribute, String callId) {
    return attribute.replaceAll("\\+*$", "").equals(attribute(callId));
  }

  static boolean isLease(String attribute) {
    return attribute.startsWith(PREFIX);
  }

  /** The first bytes of a SHA-256, in the alphabet of Base64 for URLs. */
  static String hash(String text, int bytes) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static String format(Lease lease) {
    return String.join(
        "|",
        Long.toString(lease.costNanoUsd(), RADIX),
        Long.toString(lease.tokens(), RADIX),
        Long.toString(lease.at().getEpochSecond(), RADIX),
        lease.keyId() == null ? "" : lease.keyId());
  }

  /** The note of a call that is counted. */
  static String note(Lease lease, long costNanoUsd) {
    int shown = attribute(lease.callId()).length() - PREFIX.length();
    boolean whole = lease.callId().length() == shown;
    return NOTE
        + String.join(
            "|",
            Long.toString(costNanoUsd, RADIX),
            Long.toString(lease.at().getEpochSecond(), RADIX),
            lease.keyId() == null ? "" : lease.keyId(),
            whole ? "" : lease.callId().substring(USUAL_ID.length() + shown));
  }

  static boolean isNote(String text) {
    return text.startsWith(NOTE);
  }

  /** As a lease of its call, with what that has cost. */
  static Lease parseNote(String text, String projectId, int share, String attribute) {
    String[] parts = text.substring(NOTE.length()).split("\\|", LEASE_PARTS);
    String name = attribute.substring(PREFIX.length());
    String rest = parts[3];
    return new Lease(
        projectId,
        share,
        rest.isEmpty() ? name : USUAL_ID + name + rest,
        parts[2].isEmpty() ? null : parts[2],
        Long.parseLong(parts[0], RADIX),
        0,
        Instant.ofEpochSecond(Long.parseLong(parts[1], RADIX)));
  }

  static Lease parse(String text, String projectId, int share, String callId) {
    String[] parts = text.split("\\|", LEASE_PARTS);
    @Nullable String keyId = parts[3].isEmpty() ? null : parts[3];
    return new Lease(
        projectId,
        share,
        callId,
        keyId,
        Long.parseLong(parts[0], RADIX),
        Long.parseLong(parts[1], RADIX),
        Instant.ofEpochSecond(Long.parseLong(parts[2], RADIX)));
  }
}
