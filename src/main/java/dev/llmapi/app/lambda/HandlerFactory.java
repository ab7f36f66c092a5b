package dev.llmapi.app.lambda;

import dev.llmapi.app.Composition;
import dev.llmapi.app.StoreOptions;
import dev.llmapi.app.Stores;
import dev.llmapi.app.config.Settings;
import dev.llmapi.aws.dynamodb.DynamoSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Wires the function that {@code LLMAPI_FUNCTION} names. */
final class HandlerFactory {

  private static final String DEFAULT_FUNCTION = "api";

  private HandlerFactory() {}

  /**
   * @param environment as Lambda sets it
   * @throws RuntimeException when the function cannot be wired: a failed init
   */
  static LambdaFunction create(Map<String, String> environment) {
    String name = environment.getOrDefault("LLMAPI_FUNCTION", DEFAULT_FUNCTION);
    return switch (name) {
      case "api" -> api(environment);
      default -> throw new IllegalArgumentException("LLMAPI_FUNCTION names no function: " + name);
    };
  }

  private static LambdaFunction api(Map<String, String> environment) {
    Settings settings = Settings.load(file(environment), environment);
    Composition gateway =
        Composition.of(
            settings, environment, Composition.MadeKeys.NONE, stores(settings, environment));
    return new LambdaFunction(
        gateway.handler(),
        List.of(gateway::prime, new Rehearsal()),
        List.of(gateway::afterRestore));
  }

  /** The table that the template names; in memory where {@code sam local} has none to offer. */
  private static Stores stores(Settings settings, Map<String, String> environment) {
    String table = environment.getOrDefault(DynamoSettings.TABLE_VARIABLE, "");
    boolean standsAlone =
        environment.containsKey("AWS_SAM_LOCAL")
            && environment.getOrDefault("AWS_ENDPOINT_URL", "").isEmpty();
    StoreOptions stores = StoreOptions.of(settings, environment);
    return table.isEmpty() || standsAlone ? Stores.memory() : Stores.dynamo(table, stores);
  }

  /** The file in the zip, unless {@code LLMAPI_CONFIG} names another, or there is none. */
  private static @Nullable Path file(Map<String, String> environment) {
    Path inZip = Path.of(environment.getOrDefault("LAMBDA_TASK_ROOT", ""), "llmapi.yaml");
    boolean named = !environment.getOrDefault("LLMAPI_CONFIG", "").isBlank();
    return !named && Files.exists(inZip) ? inZip : null;
  }
}
