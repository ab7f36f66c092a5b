package dev.llmapi.aws;

import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/**
 * HTTP for the SDK's clients: the library that providers are called by too, with connections that
 * are kept and not more of them than a service likes.
 */
public final class AwsHttp {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  /** A request of a store takes milliseconds: as many at a time are thousands a second. */
  private static final int MOST_CONNECTIONS = 64;

  private AwsHttp() {}

  /**
   * A client of its own connections; whoever takes it closes it.
   *
   * @param patience for the next byte of an answer, and for a connection to be free
   */
  public static SdkHttpClient client(Duration patience) {
    return Apache5HttpClient.builder()
        .connectionTimeout(CONNECT_TIMEOUT)
        .socketTimeout(patience)
        .connectionAcquisitionTimeout(patience)
        .maxConnections(MOST_CONNECTIONS)
        .build();
  }
}
