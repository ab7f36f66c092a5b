package dev.llmapi.app.local;

import dev.llmapi.app.config.ServerSettings;
import dev.llmapi.door.HttpHandler;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.wire.openai.ErrorWriter;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;

/** The gateway behind Helidon's HTTP server: blocking, a virtual thread a connection. */
public final class LocalServer implements AutoCloseable {

  /** How long streams under way may go on after the process was told to end. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** How long a big body waits until others are answered. */
  private static final Duration ROOM_PATIENCE = Duration.ofSeconds(10);

  private final HttpHandler handler;
  private final BodyReader reader;
  private final BodyPool bodies = new BodyPool();
  private final BodyRoom room = new BodyRoom(Runtime.getRuntime().maxMemory() / 2, ROOM_PATIENCE);
  private final ClientWatch watch = new ClientWatch();
  private final WebServer server;

  private LocalServer(HttpHandler handler, ServerSettings settings) {
    this.handler = handler;
    this.reader = new BodyReader(settings.maxBodyBytes());
    server =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            .maxTcpConnections(settings.maxConnections())
            .maxPayloadSize(-1)
            .shutdownGracePeriod(GRACE)
            .shutdownHook(false)
            .backlog(1024)
            // The pipeline gathers what it writes itself.
            .writeBufferSize(0)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .directHandlers(ProtocolErrors.handlers())
            .protocolsDiscoverServices(false)
            .addConnectionSelector(
                new WatchedSelector(
                    Http1Config.builder()
                        .maxHeadersSize(settings.maxHeaderBytes())
                        .validateResponseHeaders(false)
                        .receiveLog(false)
                        .sendLog(false)
                        .build(),
                    watch))
            .routing(routing -> routing.any(this::serve))
            .build();
  }

  /**
   * Starts to serve.
   *
   * @throws SocketException when the address cannot be had, with the system's reason
   */
  public static LocalServer start(HttpHandler handler, ServerSettings settings)
      throws SocketException {
    requireFree(settings);
    LocalServer local = new LocalServer(handler, settings);
    local.server.start();
    if (!local.server.isRunning()) {
      throw new SocketException("The server did not start");
    }
    local.watch.start();
    return local;
  }

  /**
   * Asks whether the address can be had: Helidon only logs that it is taken, and goes on without.
   *
   * @throws SocketException when it cannot, with the system's reason
   */
  static void requireFree(ServerSettings settings) throws SocketException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(settings.host(), settings.port()));
    } catch (SocketException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.port();
  }

  /** Takes no new requests and waits for those under way, up to the grace period. */
  @Override
  public void close() {
    server.stop();
    watch.close();
  }

  private void serve(ServerRequest request, ServerResponse response) {
    try {
      serve(request, response, BodyReader.toldLength(request));
    } catch (FailureException e) {
      tell(response, e.failure());
      throw new CloseConnectionException("nobody knows where the body ends", e);
    } catch (InsufficientDataAvailableException e) {
      // Helidon would log it with its stack, as often as a client likes.
      throw new CloseConnectionException("the client is gone", e);
    }
  }

  private void serve(ServerRequest request, ServerResponse response, long told) {
    if (told > reader.maxBodyBytes()) {
      tell(response, reader.tooLarge());
      if (!request.headers().contains(HeaderValues.EXPECT_100)) {
        reader.discard(request);
      }
      throw new CloseConnectionException("the body was refused");
    }
    byte[] body = new byte[0];
    int taken = 0;
    try {
      int length = (int) told;
      if (told >= 0) {
        room.take(length);
        taken = length;
        body = bodies.take(length);
        BodyReader.readFully(request, body, length);
      } else {
        body = reader.readChunked(request);
        length = body.length;
      }
      answer(new HelidonExchange(request, response, WatchedConnection.CLIENT.get(), body, length));
    } catch (FailureException e) {
      tell(response, e.failure());
      if (told > 0 && taken == 0) {
        reader.discard(request);
      }
      throw new CloseConnectionException("the body was refused", e);
    } catch (OutOfMemoryError e) {
      // A body that is large for the heap; what it took is free again.
      tell(response, BodyRoom.full().failure());
      throw new CloseConnectionException("the body was refused", e);
    } catch (IOException e) {
      throw new CloseConnectionException("the client is gone", e);
    } finally {
      bodies.give(body);
      room.give(taken);
    }
  }

  private void answer(HelidonExchange exchange) throws IOException {
    ClientInput client = WatchedConnection.CLIENT.get();
    client.begin();
    try {
      handler.handle(exchange);
    } finally {
      client.end();
    }
    exchange.finish();
  }

  /** Refuses a request whose body was not read, so that the connection cannot go on. */
  private static void tell(ServerResponse response, Failure failure) {
    byte[] error = ErrorWriter.write(failure);
    response.status(failure.kind().status());
    Map.of("content-type", "application/json", "connection", "close")
        .forEach((name, value) -> response.header(HeaderNames.create(name), value));
    response.send(error);
  }
}
