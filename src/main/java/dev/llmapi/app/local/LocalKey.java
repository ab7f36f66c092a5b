package dev.llmapi.app.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * The API key of a local gateway to which none was given: made once and kept in its folder,
 * readable by its owner alone, so that a client's settings outlive a restart.
 */
final class LocalKey {

  private static final char[] DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();
  private static final int SECRET_CHARS = 32;

  private LocalKey() {}

  /**
   * The key in {@code home/api-key}, made if it is not there.
   *
   * @throws IOException when the folder cannot be written to
   */
  static String readOrMake(Path home, RandomGenerator random) throws IOException {
    Path file = home.resolve("api-key");
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    Files.createDirectories(home);
    String key = make(random);
    boolean posix = Files.getFileStore(home).supportsFileAttributeView("posix");
    if (posix) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, key + "\n");
    return key;
  }

  /** {@code sk-llm-<key id>-<secret><checksum>}. */
  private static String make(RandomGenerator random) {
    String body = "sk-llm-local-" + digits(random);
    CRC32 checksum = new CRC32();
    checksum.update(body.getBytes(StandardCharsets.US_ASCII));
    return body + "%08x".formatted(checksum.getValue());
  }

  private static String digits(RandomGenerator random) {
    StringBuilder digits = new StringBuilder(SECRET_CHARS);
    for (int i = 0; i < SECRET_CHARS; i++) {
      digits.append(DIGITS[random.nextInt(DIGITS.length)]);
    }
    return digits.toString();
  }
}
