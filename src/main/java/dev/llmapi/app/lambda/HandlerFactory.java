package dev.llmapi.app.lambda;

import dev.llmapi.app.Composition;
import dev.llmapi.app.Stores;
import dev.llmapi.app.config.Settings;
import dev.llmapi.app.config.StoreSettings;
import dev.llmapi.aws.dynamodb.DynamoSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Wires the function that {@code LLMAPI_FUNCTION} names. */
final class HandlerFactory {

  private static final String DEFAULT_FUNCTION = "api";

  private HandlerFactory() {}

  /**
   * @param environment as Lambda sets it
   * @throws Exception when the function cannot be wired: a failed init
   */
  static LambdaFunction create(Map<String, String> environment) throws Exception {
    String name = environment.getOrDefault("LLMAPI_FUNCTION", DEFAULT_FUNCTION);
    return switch (name) {
      case "api" -> api(environment);
      default -> throw new IllegalArgumentException("LLMAPI_FUNCTION names no function: " + name);
    };
  }

  private static LambdaFunction api(Map<String, String> environment) throws Exception {
    Settings settings = Settings.load(file(environment), environment);
    if (!hasTable(environment)) {
      Composition gateway = gateway(settings, environment, Stores.memory());
      return new LambdaFunction(
          gateway.handler(),
          List.of(gateway::prime, Rehearsal.inMemory()),
          List.of(gateway::afterRestore));
    }
    boolean snapStart = SnapStart.isOn(environment);
    var opening =
        new FutureTask<>(() -> openTable(table(environment), settings.store(), snapStart));
    Thread.ofPlatform().daemon().name("llmapi-table").start(opening);
    if (snapStart) {
      Rehearsal.inMemory().prime();
    }
    Stores stores = opening.get();
    Composition gateway = gateway(settings, environment, stores);
    return new LambdaFunction(
        gateway.handler(),
        List.of(gateway::prime, Rehearsal.onDynamo(), Rehearsal.inMemory().repetition()),
        List.of(gateway::afterRestore));
  }

  private static Composition gateway(
      Settings settings, Map<String, String> environment, Stores stores) {
    return Composition.of(settings, environment, Composition.MadeKeys.NONE, stores);
  }

  /** Runs beside the rehearsal in memory, which takes as long and needs nothing of the SDK. */
  private static Stores openTable(String table, StoreSettings settings, boolean snapStart)
      throws IOException {
    Stores stores = Stores.dynamo(table, settings);
    if (snapStart) {
      Rehearsal.ofDynamoClient();
    }
    return stores;
  }

  /**
   * The table that the template names; there is none to be had where {@code sam local} stands
   * alone.
   */
  private static boolean hasTable(Map<String, String> environment) {
    boolean standsAlone =
        environment.containsKey("AWS_SAM_LOCAL")
            && environment.getOrDefault("AWS_ENDPOINT_URL", "").isEmpty();
    return !table(environment).isEmpty() && !standsAlone;
  }

  private static String table(Map<String, String> environment) {
    return environment.getOrDefault(DynamoSettings.TABLE_VARIABLE, "");
  }

  /** The file in the zip, unless {@code LLMAPI_CONFIG} names another, or there is none. */
  private static @Nullable Path file(Map<String, String> environment) {
    Path inZip = Path.of(environment.getOrDefault("LAMBDA_TASK_ROOT", ""), "llmapi.yaml");
    boolean named = !environment.getOrDefault("LLMAPI_CONFIG", "").isBlank();
    return !named && Files.exists(inZip) ? inZip : null;
  }
}
