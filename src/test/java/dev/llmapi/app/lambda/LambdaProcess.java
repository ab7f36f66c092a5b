package dev.llmapi.app.lambda;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;

/**
 * The managed Java runtime's process: AWS's runtime interface client in a JVM of its own, with the
 * zip unpacked as its working directory and the flags that are known of it.
 */
final class LambdaProcess implements AutoCloseable {

  private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx768m",
          "--enable-native-access=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");

  private static final Pattern STREAMING_OPTIONS =
      Pattern.compile("JAVA_TOOL_OPTIONS: !If\\s+- Streams\\s+- (-.*)");

  private final Process process;
  private final long startNanoTime = System.nanoTime();

  private LambdaProcess(Process process) {
    this.process = process;
  }

  static LambdaProcess start(
      Path taskRoot, String handler, FakeRuntimeApi api, Map<String, String> environment)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(List.of("-cp", runtimeJars(), MAIN, handler));
    var builder = new ProcessBuilder(command).directory(taskRoot.toFile());
    // Lambda's own variables, and none of this machine's: a provider's key would change the
    // answers.
    builder.environment().clear();
    builder.environment().put("AWS_REGION", "us-east-1");
    builder.environment().put("LAMBDA_TASK_ROOT", taskRoot.toString());
    builder.environment().put("JAVA_TOOL_OPTIONS", streamingOptions());
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    builder.redirectErrorStream(true).redirectOutput(taskRoot.resolve("process.log").toFile());
    return new LambdaProcess(builder.start());
  }

  /** Of {@link System#nanoTime}. */
  long startNanoTime() {
    return startNanoTime;
  }

  /** What it has used of the processor so far, which says more than the clock on a busy machine. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int waitForExit() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  static void unzip(Path zip, Path folder) throws IOException {
    try (InputStream in = Files.newInputStream(zip);
        var entries = new ZipInputStream(in)) {
      for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(entries, file);
        }
      }
    }
  }

  /** What the template gives the JVM where answers are streamed. */
  private static String streamingOptions() throws IOException {
    Matcher options = STREAMING_OPTIONS.matcher(Files.readString(Path.of("template.yaml")));
    if (!options.find()) {
      throw new IOException("the template has no JAVA_TOOL_OPTIONS for streaming");
    }
    return options.group(1);
  }

  /** What stands on the system class path of the managed runtime. */
  private static String runtimeJars() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> jar.matches(".*/aws-lambda-java-(core|runtime|serialization)[^/]*"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
