package dev.llmapi.policy;

import java.util.Map;

/** Whether a call may be made. */
public sealed interface Reservation {

  /**
   * It may.
   *
   * @param counters as they stand now, its own charges included: what is left is told from them
   */
  record Granted(Lease lease, Map<String, Long> counters) implements Reservation {
    public Granted {
      counters = Map.copyOf(counters);
    }
  }

  /**
   * It may not, and nothing was taken.
   *
   * @param counters as they stood
   */
  record Refused(Refusal refusal, Map<String, Long> counters) implements Reservation {
    public Refused {
      counters = Map.copyOf(counters);
    }
  }
}
