package dev.llmapi.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The form of the keys that the gateway makes: {@code sk-llm-<key id>-<secret><checksum>}. The id
 * finds the record; the checksum (CRC-32 of all before it, eight hexadecimal digits) tells a
 * mistyped key from a wrong one without a look into the store, also to scanners for lost keys.
 */
public final class KeyFormat {

  private static final char[] DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();
  private static final int ID_CHARS = 10;
  private static final int SECRET_CHARS = 32;
  private static final Pattern FORM =
      Pattern.compile("(sk-llm-([0-9A-Za-z]{1,20})-[0-9A-Za-z]{32})([0-9a-f]{8})");

  private KeyFormat() {}

  /** A new id for a key or a project. */
  public static String newId(RandomGenerator random) {
    return digits(random, ID_CHARS);
  }

  /** A new key of this id. */
  public static String newKey(String id, RandomGenerator random) {
    String body = "sk-llm-" + id + "-" + digits(random, SECRET_CHARS);
    return body + checksum(body);
  }

  /** The id in a key; empty where it is not of this form, or its checksum is wrong. */
  public static Optional<String> idOf(String key) {
    Matcher matcher = FORM.matcher(key);
    return matcher.matches() && checksum(matcher.group(1)).equals(matcher.group(3))
        ? Optional.of(matcher.group(2))
        : Optional.empty();
  }

  /** What is kept of a key: its SHA-256 in hexadecimal. */
  public static String sha256(String key) {
    try {
      byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Compares two hashes in a time that does not depend on where they differ. */
  public static boolean isSame(String sha256, String other) {
    return MessageDigest.isEqual(
        sha256.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  private static String checksum(String body) {
    CRC32 checksum = new CRC32();
    checksum.update(body.getBytes(StandardCharsets.US_ASCII));
    return "%08x".formatted(checksum.getValue());
  }

  private static String digits(RandomGenerator random, int count) {
    StringBuilder digits = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      digits.append(DIGITS[random.nextInt(DIGITS.length)]);
    }
    return digits.toString();
  }
}
