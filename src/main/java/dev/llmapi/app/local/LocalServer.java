package dev.llmapi.app.local;

import dev.llmapi.app.config.ServerSettings;
import dev.llmapi.door.HttpHandler;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.wire.openai.ErrorWriter;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** The gateway behind Helidon's HTTP server: blocking, a virtual thread a connection. */
public final class LocalServer implements AutoCloseable {

  /** How long streams under way may go on after the process was told to end. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** How long a big body waits until others are answered. */
  private static final Duration ROOM_PATIENCE = Duration.ofSeconds(10);

  private static final int FIRST_CHUNKED_BYTES = 16 << 10;

  private final HttpHandler handler;
  private final int maxBodyBytes;
  private final BodyPool bodies = new BodyPool();
  private final BodyRoom room = new BodyRoom(Runtime.getRuntime().maxMemory() / 2, ROOM_PATIENCE);
  private final ClientWatch watch = new ClientWatch();
  private final WebServer server;

  private LocalServer(HttpHandler handler, ServerSettings settings) {
    this.handler = handler;
    this.maxBodyBytes = settings.maxBodyBytes();
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

  /** Helidon only logs that an address is taken, and goes on without it. */
  private static void requireFree(ServerSettings settings) throws SocketException {
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
    long told = request.headers().contentLength().orElse(-1);
    if (told > maxBodyBytes) {
      tell(response, tooLarge());
      if (!request.headers().contains(HeaderValues.EXPECT_100)) {
        discardBody(request);
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
        readFully(request, body, length);
      } else {
        body = readChunked(request);
        length = body.length;
      }
      answer(new HelidonExchange(request, response, WatchedConnection.CLIENT.get(), body, length));
    } catch (FailureException e) {
      tell(response, e.failure());
      if (told > 0 && taken == 0) {
        discardBody(request);
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

  // Helidon's body reads what is left of it when it is closed, so it is closed at its end alone.

  private static void readFully(ServerRequest request, byte[] body, int length) throws IOException {
    if (length == 0) {
      return;
    }
    InputStream in = request.content().inputStream();
    if (in.readNBytes(body, 0, length) < length) {
      throw new IOException("the body is shorter than its content-length");
    }
    in.close();
  }

  private byte[] readChunked(ServerRequest request) throws IOException {
    if (!request.headers().contains(HeaderNames.TRANSFER_ENCODING)) {
      return new byte[0];
    }
    InputStream in = request.content().inputStream();
    byte[] body = new byte[FIRST_CHUNKED_BYTES];
    int length = 0;
    while (true) {
      length += readChunks(in, body, length);
      if (length > maxBodyBytes) {
        discard(in);
        throw new FailureException(tooLarge());
      }
      if (length < body.length) {
        in.close();
        return Arrays.copyOf(body, length);
      }
      body = Arrays.copyOf(body, body.length * 2);
    }
  }

  private static int readChunks(InputStream in, byte[] body, int from) throws IOException {
    try {
      return in.readNBytes(body, from, body.length - from);
    } catch (CloseConnectionException e) {
      throw e;
    } catch (RuntimeException e) {
      // Helidon tells bad framing by several exceptions, and would go on to read what is left.
      throw FailureException.of(
          FailureKind.BAD_REQUEST, "The body's chunks are not proper HTTP/1.1.");
    }
  }

  private Failure tooLarge() {
    return Failure.of(
        FailureKind.TOO_LARGE,
        "The body is longer than the limit of %d bytes (server.max_body_bytes)."
            .formatted(maxBodyBytes));
  }

  private void discardBody(ServerRequest request) {
    try {
      discard(request.content().inputStream());
    } catch (IOException | RequestException e) {
      throw new CloseConnectionException("the body broke off", e);
    }
  }

  /**
   * Reads what is left of a body that is refused, within bounds: closing at once would reset the
   * connection, and the answer on its way with it.
   */
  private void discard(InputStream in) throws IOException {
    byte[] unwanted = new byte[FIRST_CHUNKED_BYTES];
    for (long left = maxBodyBytes; left > 0; ) {
      int count = in.read(unwanted);
      if (count < 0) {
        return;
      }
      left -= count;
    }
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
