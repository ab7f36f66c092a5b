package dev.llmapi.app.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Starts that end at once: what is said, and the exit code. */
@Timeout(30)
class MainTest {

  @TempDir private Path folder;

  private record Ended(int code, String out, String err) {}

  private Ended run(List<String> arguments, Map<String, String> environment) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var variables = new HashMap<>(environment);
    variables.putIfAbsent("LLMAPI_HOME", folder.resolve("home").toString());
    int code = Main.run(arguments, variables, printing(out), printing(err));
    return new Ended(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream printing(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  @Test
  void run_help_tellsTheSettings() {
    Ended ended = run(List.of("--help"), Map.of());

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("PORT", "LLMAPI_API_KEY", "OPENAI_API_KEY");
  }

  @Test
  void run_unknownArgument_isRefused() {
    Ended ended = run(List.of("--verbose"), Map.of());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("--verbose", "--help");
  }

  @Test
  void run_portTaken_saysSoAndHowToMove() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      Ended ended = run(List.of(), Map.of("PORT", port));

      assertThat(ended.code()).isEqualTo(69);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err()).contains("127.0.0.1", port, "in use", "PORT=").hasLineCount(1);
    }
  }

  @Test
  void run_homeIsAFile_saysThatItCannotWrite() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    Ended ended = run(List.of(), Map.of("PORT", "0", "LLMAPI_HOME", file.toString()));

    assertThat(ended.code()).isEqualTo(73);
    assertThat(ended.err()).contains(file.toString()).hasLineCount(1);
  }

  static Stream<Arguments> wrongSettings() {
    return Stream.of(
        Arguments.of(Map.of("PORT", "http"), "PORT: \"http\""),
        Arguments.of(Map.of("PORT", "65536"), "65535"),
        Arguments.of(Map.of("LLMAPI_API_KEY", "too-short"), "16 characters"),
        Arguments.of(Map.of("LLMAPI_CONFIG", "nowhere.yaml"), "nowhere.yaml"),
        Arguments.of(Map.of("LLMAPI_LEASE", "1m"), "LLMAPI_LEASE: is shorter"));
  }

  @ParameterizedTest
  @MethodSource("wrongSettings")
  void run_wrongSetting_namesItAndEnds(Map<String, String> environment, String expected) {
    Ended ended = run(List.of(), environment);

    assertThat(ended.code()).isEqualTo(78);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains(expected).hasLineCount(1).doesNotContain("too-short");
  }
}
