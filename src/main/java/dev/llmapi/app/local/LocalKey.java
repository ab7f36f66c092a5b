package dev.llmapi.app.local;

import dev.llmapi.policy.KeyFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.random.RandomGenerator;

/**
 * The API key of a local gateway to which none was given: made once and kept in its folder,
 * readable by its owner alone, so that a client's settings outlive a restart.
 */
final class LocalKey {

  private LocalKey() {}

  /**
   * The key in a file of the folder for data, made if it is not there.
   *
   * @throws IOException when the folder cannot be written to
   */
  static String readOrMake(Path home, String name, RandomGenerator random) throws IOException {
    Path file = home.resolve(name);
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    Files.createDirectories(home);
    String key = KeyFormat.newKey("local", random);
    boolean posix = Files.getFileStore(home).supportsFileAttributeView("posix");
    if (posix) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, key + "\n");
    return key;
  }
}
