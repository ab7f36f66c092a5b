package dev.llmapi.provider.sandbox.picture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Reads the text in images with the {@code tesseract} program. Thread-safe. */
public record Tesseract(Path program) {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MOST_TEXT_BYTES = 20_000;
  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  /** The program in the folders of {@code searchPath}, written as the variable PATH is. */
  public static Optional<Path> find(String searchPath) {
    return SEPARATOR
        .splitAsStream(searchPath)
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, "tesseract"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The text in an image, empty where it has none or the program fails or takes too long. */
  public String read(SentImage.Embedded image) {
    try {
      return read(image.url().decode());
    } catch (IOException _) {
      return "";
    }
  }

  private String read(byte[] image) throws IOException {
    var process =
        new ProcessBuilder(program.toString(), "stdin", "stdout")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      Thread.startVirtualThread(() -> feed(process, image));
      Thread.startVirtualThread(() -> endInTime(process));
      var text = process.getInputStream().readNBytes(MOST_TEXT_BYTES);
      return new String(text, UTF_8).strip();
    } finally {
      process.destroyForcibly();
    }
  }

  private static void feed(Process process, byte[] image) {
    try (var input = process.getOutputStream()) {
      input.write(image);
    } catch (IOException _) {
      // It stopped reading: what it wrote tells the rest.
    }
  }

  private static void endInTime(Process process) {
    try {
      if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
