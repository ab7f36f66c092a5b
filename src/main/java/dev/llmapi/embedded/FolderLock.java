package dev.llmapi.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a folder to one gateway. The system takes the lock back from a process that dies. For one
 * thread.
 */
final class FolderLock implements AutoCloseable {

  private final FileChannel file;

  private FolderLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Locks a folder, which is made if it is not there.
   *
   * @throws IOException when it cannot be used, or another gateway uses it
   */
  static FolderLock of(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel file =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = tryLock(file) != null;
    } finally {
      if (!locked) {
        file.close();
      }
    }
    if (!locked) {
      throw new IOException(
          "another gateway uses the folder %s; LLMAPI_HOME names another one".formatted(folder));
    }
    return new FolderLock(file);
  }

  /** Null when another has it, in this process or in another. */
  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Gives the folder back: the lock goes with the file. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
