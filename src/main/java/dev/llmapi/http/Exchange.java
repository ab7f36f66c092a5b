package dev.llmapi.http;

import static dev.llmapi.model.FailureKind.UPSTREAM_BROKEN;
import static dev.llmapi.model.FailureKind.UPSTREAM_TIMEOUT;
import static dev.llmapi.model.FailureKind.UPSTREAM_UNREACHABLE;

import dev.llmapi.http.CallClock.Phase;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.provider.UpstreamReply;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer over one connection.
 *
 * <p>It ends once: done (the connection goes back to the pool), closed by its user, or overdue (the
 * connection is cut, which wakes a thread that is blocked on it). Sending and reading belong to one
 * thread; ending may come from any.
 */
final class Exchange {

  private enum State {
    OPEN,
    DONE,
    CLOSED,
    OVERDUE
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
  private final HttpClientConnectionManager pool;
  private final ConnectionEndpoint endpoint;
  private final Watchdog watchdog;
  private final String host;
  private final CallClock clock;
  private boolean reused;
  private boolean stale;
  private boolean wholeRequestSent;

  Exchange(
      HttpClientConnectionManager pool,
      ConnectionEndpoint endpoint,
      Watchdog watchdog,
      String host,
      CallClock clock) {
    this.pool = pool;
    this.endpoint = endpoint;
    this.watchdog = watchdog;
    this.host = host;
    this.clock = clock;
  }

  CallClock clock() {
    return clock;
  }

  String host() {
    return host;
  }

  /** Lets go of the connection that came from the pool, so that a new one is opened. */
  void disconnect() {
    endpoint.close(CloseMode.IMMEDIATE);
  }

  /**
   * Sends the request and waits for the answer's headers.
   *
   * @throws FailureException as {@link dev.llmapi.provider.Transport#send} says
   */
  UpstreamReply send(ClassicHttpRequest request) {
    watchdog.watch(this);
    CallContext context = new CallContext(this);
    connect(context);
    try {
      ClassicHttpResponse response =
          endpoint.execute("llmapi", request, (r, connection, _) -> pass(r, connection), context);
      return ApacheReply.of(this, response, keepAlive(request, response, context));
    } catch (IOException | HttpException | RuntimeException e) {
      throw failure(e);
    }
  }

  /** Opens the connection and gives it back, for who comes next; one that is open, at once. */
  void openOnly(TimeValue keepAlive) {
    watchdog.watch(this);
    connect(new CallContext(this));
    finish(keepAlive);
  }

  private void connect(CallContext context) {
    try {
      reused = endpoint.isConnected();
      if (!reused) {
        clock.start(Phase.CONNECT);
        pool.connect(endpoint, null, context);
        clock.start(Phase.TOTAL);
      }
    } catch (IOException e) {
      throw ended(Faults.unreachable(host, e));
    } catch (RuntimeException e) {
      throw failure(e);
    }
  }

  private ClassicHttpResponse pass(ClassicHttpRequest request, HttpClientConnection connection)
      throws IOException, HttpException {
    long receivedBytes = reused ? receivedBytes(connection) : 0;
    try {
      IOException cut = write(request, connection);
      clock.start(Phase.FIRST_BYTE);
      ClassicHttpResponse response = readHead(connection, cut);
      clock.start(Phase.TOTAL);
      connection.receiveResponseEntity(response);
      return response;
    } catch (IOException e) {
      stale =
          reused
              && state.get() == State.OPEN
              && Faults.isHangUp(e)
              && receivedBytes(connection) == receivedBytes;
      throw e;
    }
  }

  /**
   * @return why the request could not be written to its end: whoever refuses it, as too large say,
   *     may have answered before he hung up
   */
  private @Nullable IOException write(ClassicHttpRequest request, HttpClientConnection connection)
      throws IOException, HttpException {
    connection.sendRequestHeader(request);
    try {
      connection.sendRequestEntity(request);
      connection.flush();
      wholeRequestSent = true;
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  private static ClassicHttpResponse readHead(
      HttpClientConnection connection, @Nullable IOException cut)
      throws IOException, HttpException {
    try {
      ClassicHttpResponse response = connection.receiveResponseHeader();
      while (response.getCode() < HttpStatus.SC_SUCCESS) {
        response = connection.receiveResponseHeader();
      }
      return response;
    } catch (IOException e) {
      throw cut == null ? e : cut;
    }
  }

  private static long receivedBytes(HttpClientConnection connection) {
    return connection.getEndpointDetails().getReceivedBytesCount();
  }

  /** How long the connection may rest in the pool; null if it is not to be used again. */
  private @Nullable TimeValue keepAlive(
      ClassicHttpRequest request, ClassicHttpResponse response, HttpContext context) {
    return wholeRequestSent ? Connections.keepAlive(request, response, context) : null;
  }

  /**
   * Whether the request failed because the server had closed a connection out of the pool: nothing
   * of an answer came, and so the request may be sent once more.
   */
  boolean foundStale() {
    return stale;
  }

  /** The answer is read to its end. */
  void finish(@Nullable TimeValue keepAlive) {
    if (state.compareAndSet(State.OPEN, State.DONE)) {
      watchdog.forget(this);
      pool.release(endpoint, null, keepAlive);
    }
  }

  /** The answer is not wanted any more. */
  void close() {
    cut(State.CLOSED);
  }

  void endIfOverdue(long nowNanos) {
    if (clock.isOver(nowNanos)) {
      cut(State.OVERDUE);
    }
  }

  private void cut(State why) {
    if (state.compareAndSet(State.OPEN, why)) {
      watchdog.forget(this);
      endpoint.close(CloseMode.IMMEDIATE);
      pool.release(endpoint, null, TimeValue.ZERO_MILLISECONDS);
    }
  }

  void checkOpen() {
    if (state.get() != State.OPEN) {
      throw ended(Faults.failure(UPSTREAM_BROKEN, host, "was given up"));
    }
  }

  /** Ends the exchange, and tells why: an exception may only be the echo of our own cut. */
  FailureException failure(Exception cause) {
    if (cause instanceof FailureException known) {
      close();
      return known;
    }
    if (cause instanceof RuntimeException bug && state.get() == State.OPEN) {
      close();
      throw bug;
    }
    return ended(Faults.broken(host, cause));
  }

  private FailureException ended(FailureException otherwise) {
    return switch (state.get()) {
      case OVERDUE -> Faults.failure(overdueKind(), host, clock.message());
      case CLOSED ->
          Faults.failure(UPSTREAM_BROKEN, host, "was not waited for: the call was closed");
      case OPEN, DONE -> {
        close();
        yield otherwise;
      }
    };
  }

  private FailureKind overdueKind() {
    return clock.running() == Phase.CONNECT ? UPSTREAM_UNREACHABLE : UPSTREAM_TIMEOUT;
  }
}
