package dev.llmapi.media;

import java.net.InetAddress;
import java.util.List;

/** Whether a host may be connected to. */
public sealed interface HostCheck permits HostCheck.Resolved, ImageRefused {

  /**
   * A host whose every address has been checked.
   *
   * @param addresses at least one; connections go to these and nowhere else, so that a name that
   *     changes its address after the check gains nothing
   */
  record Resolved(List<InetAddress> addresses) implements HostCheck {
    public Resolved {
      addresses = List.copyOf(addresses);
    }
  }
}
