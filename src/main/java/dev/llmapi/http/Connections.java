package dev.llmapi.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** How connections are opened and kept. They have no socket timeout: {@link Watchdog} ends them. */
final class Connections {

  /** Far above what one process serves: a call should not wait for another's connection. */
  private static final int MAX_CONNECTIONS = 4096;

  private static final int MAX_HEADER_LINE_BYTES = 32 * 1024;
  private static final int MAX_HEADERS = 200;
  private static final int LOOKUP_SECONDS = 5;

  private Connections() {}

  static PoolingHttpClientConnectionManager pool(TlsSocketStrategy tls) {
    PoolingHttpClientConnectionManager pool =
        new PoolingHttpClientConnectionManager(
            new Opener(tls),
            PoolConcurrencyPolicy.STRICT,
            PoolReusePolicy.LIFO,
            TimeValue.NEG_ONE_MILLISECOND,
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom()
                        .setMaxLineLength(MAX_HEADER_LINE_BYTES)
                        .setMaxHeaderCount(MAX_HEADERS)
                        .build())
                .build());
    pool.setMaxTotal(MAX_CONNECTIONS);
    pool.setDefaultMaxPerRoute(MAX_CONNECTIONS);
    pool.setDefaultSocketConfig(
        SocketConfig.custom().setTcpNoDelay(true).setSoTimeout(Timeout.DISABLED).build());
    pool.setDefaultConnectionConfig(
        ConnectionConfig.custom().setConnectTimeout(Timeout.DISABLED).build());
    return pool;
  }

  /** How long a connection may rest after this answer; null if it is not to be used again. */
  static @Nullable TimeValue keepAlive(
      HttpRequest request, HttpResponse response, HttpContext context) {
    return DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context)
        ? DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(response, context)
        : null;
  }

  /** TLS by the JDK's trust store, which is read at the first call over TLS, not at the start. */
  static TlsSocketStrategy defaultTls() {
    return (socket, host, port, attachment, context) ->
        DefaultTls.STRATEGY.upgrade(socket, host, port, attachment, context);
  }

  /** Reads the trust store now. */
  static void loadDefaultTls() {
    var _ = DefaultTls.STRATEGY;
  }

  private static final class DefaultTls {
    static final TlsSocketStrategy STRATEGY = DefaultClientTlsStrategy.createDefault();
  }

  /** Tries a host's addresses in turn, but none after the call has ended. */
  private static final class Opener extends DefaultHttpClientConnectionOperator {

    Opener(TlsSocketStrategy tls) {
      super(
          null,
          new PatientResolver(),
          RegistryBuilder.<TlsSocketStrategy>create().register("https", tls).build());
    }

    @Override
    protected void onBeforeSocketConnect(HttpContext context, HttpHost host) {
      if (context instanceof CallContext call) {
        call.exchange().checkOpen();
      }
    }
  }

  /** Looks names up off the virtual threads, since the JDK's lookup would hold their carrier. */
  private static final class PatientResolver extends SystemDefaultDnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      CompletableFuture<InetAddress[]> lookup = new CompletableFuture<>();
      Thread.ofPlatform().daemon().name("llmapi-dns").start(() -> lookUp(host, lookup));
      try {
        return lookup.get(LOOKUP_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UnknownHostException(host);
      } catch (ExecutionException | TimeoutException e) {
        throw new UnknownHostException(host);
      }
    }

    private static void lookUp(String host, CompletableFuture<InetAddress[]> lookup) {
      try {
        lookup.complete(InetAddress.getAllByName(host));
      } catch (UnknownHostException e) {
        lookup.completeExceptionally(e);
      }
    }
  }
}
