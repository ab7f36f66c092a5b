package dev.llmapi.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.llmapi.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

  @Test
  void write_withoutMemory_failsAlone(@TempDir Path folder) throws IOException {
    try (Database database = Database.open(folder, Fsync.EACH_SECOND)) {
      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(() ->
              database.write(_ -> {
                throw new OutOfMemoryError("a test's");
              }));

      assertThat(database.<Boolean>write(_ -> true)).isTrue();
    }
  }
}
