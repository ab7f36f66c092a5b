package dev.llmapi.app;

import dev.llmapi.app.config.KeySource;
import dev.llmapi.aws.SecretReader;
import dev.llmapi.aws.SecretUnavailableException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Turns where a key is kept into what reads it, when it is needed and not before. Told of all keys
 * by one thread, before it is used.
 */
final class Keys {

  private static final System.Logger LOG = System.getLogger(Keys.class.getName());

  private final SecretReader secrets;
  private boolean parameters;
  private boolean others;

  Keys(SecretReader secrets) {
    this.secrets = secrets;
  }

  Supplier<Optional<String>> supplier(KeySource source) {
    return switch (source) {
      case KeySource.None _ -> Optional::empty;
      case KeySource.Literal(String value) -> {
        Optional<String> key = Optional.of(value);
        yield () -> key;
      }
      case KeySource.Parameter(String name) -> {
        parameters = true;
        yield () -> read(name, secrets::readParameter);
      }
      case KeySource.Secret(String id) -> {
        others = true;
        yield () -> read(id, secrets::readSecret);
      }
    };
  }

  /** Makes the clients that reading the keys will need; reads none. */
  void prime() {
    if (parameters) {
      secrets.primeParameters();
    }
    if (others) {
      secrets.primeSecrets();
    }
  }

  /** How a secret is read by its name. */
  private interface Reading {
    String read(String name);
  }

  /** A secret that cannot be read is told in the log by its name; the call goes without. */
  private static Optional<String> read(String name, Reading reading) {
    try {
      return Optional.of(reading.read(name));
    } catch (SecretUnavailableException e) {
      LOG.log(System.Logger.Level.ERROR, "the secret {0} cannot be read", name);
      return Optional.empty();
    }
  }
}
