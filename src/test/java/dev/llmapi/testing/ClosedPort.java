package dev.llmapi.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of the loopback address at which nobody listens, for as long as the tests run: it is taken
 * and not listened at, so that no other process gets it.
 */
public final class ClosedPort {

  private static final Socket TAKEN = taken();

  private ClosedPort() {}

  private static Socket taken() {
    try {
      Socket socket = new Socket();
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static int number() {
    return TAKEN.getLocalPort();
  }
}
