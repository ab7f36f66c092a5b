package dev.llmapi.aws;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.utils.Lazy;

/**
 * Reads secrets from SSM Parameter Store and Secrets Manager, each when it is first asked for.
 *
 * <p>A value is kept for five minutes, so that a rotated key is seen without a new deployment; when
 * AWS does not answer then, the old value serves on. Nothing is read before it is needed, so that
 * no secret is frozen in a SnapStart snapshot. Thread-safe.
 */
public final class SecretReader {

  /** How long a value is believed. */
  static final Duration FRESH_FOR = Duration.ofMinutes(5);

  private static final Duration READ_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(6);

  private final Lazy<SsmClient> parameters;
  private final Lazy<SecretsManagerClient> secrets;
  private final InstantSource clock;
  private final Map<String, Secret> kept = new ConcurrentHashMap<>();

  /** Makes each client, which takes some hundred milliseconds, when it is first needed. */
  SecretReader(
      Supplier<SsmClient> parameters, Supplier<SecretsManagerClient> secrets, InstantSource clock) {
    this.parameters = new Lazy<>(parameters);
    this.secrets = new Lazy<>(secrets);
    this.clock = clock;
  }

  /** Region, credentials and endpoint are the environment's, as every AWS SDK finds them. */
  public static SecretReader ofEnvironment(InstantSource clock) {
    return new SecretReader(
        () ->
            SsmClient.builder()
                .httpClient(AwsHttp.client(READ_TIMEOUT))
                .overrideConfiguration(timeout())
                .build(),
        () ->
            SecretsManagerClient.builder()
                .httpClient(AwsHttp.client(READ_TIMEOUT))
                .overrideConfiguration(timeout())
                .build(),
        clock);
  }

  private static ClientOverrideConfiguration timeout() {
    return ClientOverrideConfiguration.builder().apiCallTimeout(CALL_TIMEOUT).build();
  }

  /**
   * The value of a String or SecureString parameter.
   *
   * @param name as {@code /llmapi/openai-api-key}
   * @throws SecretUnavailableException when it cannot be read and never could
   */
  public String readParameter(String name) {
    return read(name, () -> fetchParameter(name));
  }

  /**
   * The string of a secret, in its current version.
   *
   * @param id its name or ARN
   * @throws SecretUnavailableException when it cannot be read and never could
   */
  public String readSecret(String id) {
    return read("secret:" + id, () -> fetchSecret(id));
  }

  /**
   * Makes the client for parameters, and reads one that does not exist from nobody: worth its time
   * before a snapshot.
   */
  public void primeParameters() {
    parameters.getValue();
    try (var client =
        rehearsed(SsmClient.builder(), "{\"Parameter\": {\"Value\": \"\"}}").build()) {
      client.getParameter(request -> request.name("rehearsal").withDecryption(true));
    }
  }

  /** As {@link #primeParameters}, for secrets. */
  public void primeSecrets() {
    secrets.getValue();
    try (var client =
        rehearsed(SecretsManagerClient.builder(), "{\"SecretString\": \"\"}").build()) {
      client.getSecretValue(request -> request.secretId("rehearsal"));
    }
  }

  private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B rehearsed(
      B builder, String answer) {
    return builder
        .httpClient(new RehearsalHttp(answer))
        .overrideConfiguration(timeout())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")));
  }

  /** Drops every value: what is asked for next is read anew. For after a restore. */
  public void forget() {
    kept.clear();
  }

  private String read(String key, Supplier<String> fetch) {
    return kept.computeIfAbsent(key, _ -> new Secret(fetch, clock)).value();
  }

  private String fetchParameter(String name) {
    try {
      return parameters
          .getValue()
          .getParameter(request -> request.name(name).withDecryption(true))
          .parameter()
          .value();
    } catch (SdkException e) {
      throw unavailable("the SSM parameter " + name, e);
    }
  }

  private String fetchSecret(String id) {
    try {
      String value =
          secrets.getValue().getSecretValue(request -> request.secretId(id)).secretString();
      if (value == null) {
        throw new SecretUnavailableException("the secret " + id + " is binary, not a string");
      }
      return value;
    } catch (SdkException e) {
      throw unavailable("the secret " + id, e);
    }
  }

  private static SecretUnavailableException unavailable(String what, SdkException e) {
    String reason =
        e instanceof AwsServiceException service && service.awsErrorDetails() != null
            ? service.awsErrorDetails().errorCode()
            : e.getClass().getSimpleName();
    return new SecretUnavailableException(what + " cannot be read: " + reason, e);
  }
}
