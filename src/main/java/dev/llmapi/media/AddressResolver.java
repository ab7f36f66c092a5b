package dev.llmapi.media;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/** Asks DNS for the addresses of a name. Implementations are thread-safe and may block. */
@FunctionalInterface
public interface AddressResolver {

  /**
   * All addresses of a name, in the order in which to try them.
   *
   * @throws UnknownHostException if there is none
   */
  List<InetAddress> resolve(String name) throws UnknownHostException;

  /**
   * The resolver of the JDK, with the machine's own settings, asked on platform threads.
   *
   * @param patience after which a name has no address
   */
  static AddressResolver system(Duration patience) {
    return new ThreadedResolver(
        name -> List.of(InetAddress.getAllByName(name)),
        ThreadedResolver.platformThreads(),
        patience);
  }
}
