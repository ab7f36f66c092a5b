package dev.llmapi.app.local;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.http1.Http1Connection;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/** One connection, which its thread knows by {@link #CLIENT}. */
final class WatchedConnection implements ServerConnection, InterruptableTask<Void> {

  /** The client whose connection the calling thread serves. */
  static final ScopedValue<ClientInput> CLIENT = ScopedValue.newInstance();

  private final Http1Connection connection;
  private final ClientInput client;
  private final ClientWatch watch;

  WatchedConnection(Http1Connection connection, ClientInput client, ClientWatch watch) {
    this.connection = connection;
    this.client = client;
    this.watch = watch;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    watch.add(client);
    try {
      ScopedValue.where(CLIENT, client)
          .<Void, InterruptedException>call(() -> {
            connection.handle(limit);
            return null;
          });
    } finally {
      watch.remove(client);
    }
  }

  /** A call may take longer than a connection may be idle. */
  @Override
  public Duration idleTime() {
    return client.isCallUnderWay() ? Duration.ZERO : connection.idleTime();
  }

  @Override
  public void close(boolean interrupt) {
    connection.close(interrupt);
  }

  @Override
  public boolean canInterrupt() {
    return connection.canInterrupt();
  }
}
