package dev.llmapi.app.lambda;

import dev.llmapi.door.HttpHandler;
import java.util.List;

/**
 * One function of the zip, wired.
 *
 * @param primers run in order before the snapshot
 * @param afterRestore run in order in every copy restored from the snapshot, within the ten seconds
 *     that Lambda grants: drop pooled connections, forget secrets, reseed
 */
public record LambdaFunction(
    HttpHandler handler, List<Primer> primers, List<Runnable> afterRestore) {

  /** Copies the lists. */
  public LambdaFunction {
    primers = List.copyOf(primers);
    afterRestore = List.copyOf(afterRestore);
  }
}
