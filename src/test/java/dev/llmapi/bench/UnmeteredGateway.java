package dev.llmapi.bench;

import dev.llmapi.app.Composition;
import dev.llmapi.app.Stores;
import dev.llmapi.app.config.ConfigurationException;
import dev.llmapi.app.config.Settings;
import dev.llmapi.app.local.LocalServer;
import dev.llmapi.store.MemoryAccounts;
import dev.llmapi.store.MemoryIdempotency;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The gateway with a ledger that admits everybody and keeps nothing, so that what metering adds can
 * be told: prices and receipts it makes as ever. {@code scripts/serve.sh} starts it in the place of
 * the real one.
 */
final class UnmeteredGateway {

  private UnmeteredGateway() {}

  /** Serves until it is killed. */
  public static void main(String[] args) throws ConfigurationException, IOException {
    Map<String, String> environment = System.getenv();
    Settings settings = Settings.load(null, environment);
    Stores stores =
        new Stores(new MemoryAccounts(), new NoLedger(), new MemoryIdempotency(), () -> {});
    Composition composition =
        Composition.of(settings, environment, Composition.MadeKeys.NONE, stores);
    LocalServer server = LocalServer.start(composition.handler(), settings.server());
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    while (true) {
      LockSupport.park();
    }
  }
}
