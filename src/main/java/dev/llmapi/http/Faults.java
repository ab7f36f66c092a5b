package dev.llmapi.http;

import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;

/**
 * What the network's exceptions mean to the caller. A failure names the host and says what happened
 * in words of our own: the exceptions' messages may quote what the upstream sent. Only TLS's are
 * passed on, for they alone say what is wrong with a certificate.
 */
final class Faults {

  private Faults() {}

  /** No connection came about. */
  static FailureException unreachable(String host, Exception cause) {
    return failure(
        FailureKind.UPSTREAM_UNREACHABLE, host, "could not be reached: " + reason(cause));
  }

  private static String reason(Exception cause) {
    return switch (cause) {
      case UnknownHostException _ -> "its name does not resolve";
      case SSLException e -> "TLS failed: " + e.getMessage();
      case SocketTimeoutException _ -> "the connection timed out";
      case NoRouteToHostException _ -> "no route leads there";
      case ConnectException e when String.valueOf(e.getMessage()).contains("refused") ->
          "connection refused";
      case ConnectException _ -> "the network does not reach there";
      default -> "the connection broke off while it was opened";
    };
  }

  /** The connection stood, and no whole answer came over it. */
  static FailureException broken(String host, Exception cause) {
    return failure(FailureKind.UPSTREAM_BROKEN, host, breach(cause));
  }

  private static String breach(Exception cause) {
    return switch (cause) {
      case NoHttpResponseException _ -> "closed the connection without an answer";
      case ConnectionClosedException _ -> "cut its answer short";
      case TruncatedChunkException _ -> "cut its answer short";
      case EOFException _ -> "cut its answer short";
      case SocketException _ -> "reset the connection";
      case ZipException _ -> "sent damaged gzip";
      case HttpException _ -> "did not answer in proper HTTP";
      case MessageConstraintException _ -> "sent too many or too long header lines";
      default -> "broke its answer off";
    };
  }

  static FailureException failure(FailureKind kind, String host, String what) {
    return FailureException.of(kind, "The provider's host " + host + " " + what + ".");
  }

  /** Whether the other side hung up, as on a connection that it had already closed. */
  static boolean isHangUp(Exception cause) {
    return cause instanceof NoHttpResponseException
        || cause instanceof SocketException
        || cause.getCause() instanceof SocketException;
  }
}
