package dev.llmapi.http;

import dev.llmapi.media.FetchLimits;
import dev.llmapi.media.ImageRefusal;
import dev.llmapi.media.ImageRefused;
import dev.llmapi.media.UrlCheck;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends one GET to addresses that have been checked, and to no others.
 *
 * <p>A client is made for each call: it knows only those addresses, and nothing of one call (a
 * connection, a cookie) outlives it. Thread-safe.
 */
final class PinnedGet {
  private static final String ACCEPT = "image/png, image/jpeg, image/webp, image/gif";

  /** A hostile server may send header lines for ever; the client's default is to read them all. */
  private static final Http1Config HEAD_LIMITS =
      Http1Config.custom().setMaxLineLength(16 << 10).setMaxHeaderCount(200).build();

  private final FetchLimits limits;
  private final ImageAnswer answer;
  private final TlsSocketStrategy tls;

  PinnedGet(FetchLimits limits, SSLContext tls) {
    this.limits = limits;
    this.answer = new ImageAnswer(limits.image());
    this.tls = new DefaultClientTlsStrategy(tls);
  }

  /**
   * @param addresses those of the URL's host, tried in their order
   */
  Visit visit(UrlCheck.Accepted url, List<InetAddress> addresses) {
    HttpHost host = new HttpHost(url.scheme(), url.host().ascii(), url.port());
    CloseableHttpClient client = client(url, addresses);
    try {
      return answer.read(url, client.executeOpen(host, request(host, url), null));
    } catch (IOException failure) {
      return new Visit.Ended(refusal(url, failure));
    } finally {
      // Not by closing the answer: that reads its rest, which a hostile server makes endless.
      client.close(CloseMode.IMMEDIATE);
    }
  }

  private static ClassicHttpRequest request(HttpHost host, UrlCheck.Accepted url) {
    BasicClassicHttpRequest request = new BasicClassicHttpRequest("GET", host, url.target());
    request.setHeader(HttpHeaders.ACCEPT, ACCEPT);
    request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
    request.setHeader(HttpHeaders.USER_AGENT, "llmapi");
    return request;
  }

  private CloseableHttpClient client(UrlCheck.Accepted url, List<InetAddress> addresses) {
    return HttpClients.custom()
        .setConnectionManager(connections(new PinnedDns(url.host().ascii(), addresses)))
        .setConnectionReuseStrategy((request, response, context) -> false)
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  private HttpClientConnectionManager connections(PinnedDns dns) {
    Timeout connect = Timeout.of(limits.connect());
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(dns)
        .setTlsSocketStrategy(tls)
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder().http1Config(HEAD_LIMITS).build())
        .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(connect)
                .setSocketTimeout(Timeout.of(limits.total()))
                .build())
        .build();
  }

  private static ImageRefused refusal(UrlCheck.Accepted url, IOException failure) {
    return switch (failure) {
      case SocketTimeoutException _ ->
          refusal(ImageRefusal.DOWNLOAD_TIMED_OUT, url, "does not answer in time");
      case ConnectException _, NoRouteToHostException _ ->
          refusal(ImageRefusal.DOWNLOAD_FAILED, url, "cannot be reached");
      case SSLException _ ->
          refusal(
              ImageRefusal.DOWNLOAD_FAILED, url, "failed in TLS, or its certificate is not valid");
      case ConnectionClosedException _, TruncatedChunkException _ ->
          refusal(ImageRefusal.TRUNCATED, url, "closed the connection before the image was whole");
      default -> refusal(ImageRefusal.DOWNLOAD_FAILED, url, "gave no readable answer");
    };
  }

  private static ImageRefused refusal(ImageRefusal reason, UrlCheck.Accepted url, String problem) {
    return new ImageRefused(
        reason, "the image URL's host %s %s".formatted(url.host().ascii(), problem));
  }
}
