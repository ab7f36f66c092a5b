package dev.llmapi.http;

import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.provider.Deadlines;
import dev.llmapi.provider.Transport;
import dev.llmapi.provider.UpstreamCall;
import dev.llmapi.provider.UpstreamReply;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * HTTP/1.1 with pooled connections, blocking, on the connection manager of Apache HttpClient 5.
 *
 * <p>Its client is left aside, for all that it adds we decide elsewhere or do not want: retries,
 * redirects, cookies, authentication, compression. One thing only is done twice: a request that met
 * a pooled connection which the server had already closed, and of whose answer not a byte came, is
 * sent once more over a new connection. Thread-safe.
 */
public final class ApacheTransport implements Transport, AutoCloseable {

  private static final Header IDENTITY = new BasicHeader("accept-encoding", "identity");

  /** Addresses are remembered up to here; a path may hold a model's name that a client made up. */
  private static final int MAX_ADDRESSES = 1024;

  private static final TimeValue MAX_REST = TimeValue.ofMinutes(3);

  private final LongSupplier nanoTime = System::nanoTime;
  private final Map<URI, Address> addresses = new ConcurrentHashMap<>();
  private final PoolingHttpClientConnectionManager pool;
  private final Watchdog watchdog;
  private final Header userAgent;

  /**
   * @param version of the gateway, told to the providers as {@code user-agent: llmapi/<version>}
   */
  public ApacheTransport(String version) {
    this(version, Connections.defaultTls());
  }

  ApacheTransport(String version, TlsSocketStrategy tls) {
    this.userAgent = new BasicHeader("user-agent", "llmapi/" + version);
    this.pool = Connections.pool(tls);
    this.watchdog = new Watchdog(nanoTime, this::sweep);
    watchdog.start();
  }

  @Override
  public UpstreamReply send(UpstreamCall call) {
    Address address = address(call.uri());
    ClassicHttpRequest request = request(call, address);
    CallClock clock = new CallClock(call.deadlines(), nanoTime);
    Exchange first = lease(address, clock, call.deadlines());
    try {
      return first.send(request);
    } catch (FailureException e) {
      // An interrupt closes the connection too, but then nobody waits for the answer any more.
      if (!first.foundStale() || Thread.currentThread().isInterrupted()) {
        throw e;
      }
    }
    Exchange second = lease(address, clock, call.deadlines());
    second.disconnect();
    return second.send(request);
  }

  @Override
  public void connect(URI uri, Duration patience) {
    Address address = address(uri);
    Deadlines deadlines = Deadlines.DEFAULT.within(patience);
    lease(address, new CallClock(deadlines, nanoTime), deadlines).openOnly(MAX_REST);
  }

  private Address address(URI uri) {
    Address known = addresses.get(uri);
    if (known != null) {
      return known;
    }
    Address address = Address.of(uri);
    if (addresses.size() < MAX_ADDRESSES) {
      addresses.put(uri, address);
    }
    return address;
  }

  private ClassicHttpRequest request(UpstreamCall call, Address address) {
    BasicClassicHttpRequest request =
        new BasicClassicHttpRequest("POST", address.route().getTargetHost(), address.path());
    request.addHeader(address.hostHeader());
    call.headers().forEach((name, value) -> request.addHeader(new BasicHeader(name, value)));
    if (!request.containsHeader(userAgent.getName())) {
      request.addHeader(userAgent);
    }
    request.addHeader(IDENTITY);
    BodyEntity body = new BodyEntity(call.body());
    request.addHeader(new BasicHeader("content-length", body.getContentLength()));
    request.setEntity(body);
    return request;
  }

  /** Takes a connection out of the pool, open or still to be opened. */
  private Exchange lease(Address address, CallClock clock, Deadlines deadlines) {
    Timeout patience = Timeout.of(deadlines.connect());
    LeaseRequest lease = pool.lease("llmapi", address.route(), patience, null);
    try {
      return new Exchange(pool, lease.get(patience), watchdog, address.host(), clock);
    } catch (TimeoutException e) {
      throw Faults.failure(
          FailureKind.OVERLOADED, address.host(), "has no more connections free from here");
    } catch (InterruptedException e) {
      lease.cancel();
      Thread.currentThread().interrupt();
      throw Faults.failure(FailureKind.UPSTREAM_BROKEN, address.host(), "was given up");
    } catch (ExecutionException e) {
      throw new IllegalStateException("the connection pool failed", e);
    }
  }

  /** Closes the connections at rest: after a restored snapshot they lead nowhere. */
  public void dropConnections() {
    pool.closeIdle(TimeValue.ZERO_MILLISECONDS);
  }

  /** Reads the trust store now in place of at the first call over TLS: for a snapshot. */
  public void prime() {
    Connections.loadDefaultTls();
  }

  private void sweep() {
    pool.closeExpired();
    pool.closeIdle(MAX_REST);
  }

  /** Cuts the calls that still run. */
  @Override
  public void close() {
    watchdog.close();
    pool.close(CloseMode.GRACEFUL);
  }
}
