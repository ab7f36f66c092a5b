package dev.llmapi.aws.dynamodb;

import dev.llmapi.policy.Lease;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A lease as an attribute of the counter item, about 40 bytes: named by 64 bits of its call's hash,
 * with {@code cost|tokens|seconds|key} as its value, the numbers to the base 36.
 */
final class LeaseText {

  private static final String PREFIX = "#";
  private static final char FURTHER = '+';
  private static final int HASH_BYTES = 8;
  private static final int RADIX = 36;

  private LeaseText() {}

  /** The attribute's name for a call's lease; that of a further one ends as its id does. */
  static String attribute(String callId) {
    int end = callId.length();
    while (end > 0 && callId.charAt(end - 1) == FURTHER) {
      end--;
    }
    return PREFIX + hash(callId.substring(0, end), HASH_BYTES) + callId.substring(end);
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

  static Lease parse(String text, String projectId, int share, String callId) {
    String[] parts = text.split("\\|", 4);
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
