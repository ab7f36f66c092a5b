package dev.llmapi.app.lambda;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;

/**
 * Lambda's SnapStart, from the runtime's side: prime, let the snapshot be taken, come back to life.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Runtime
 *     hooks</a>
 */
final class SnapStart {

  /** What the process exits with after a failed hook, as AWS's own runtime does. */
  static final int HOOK_FAILED = 64;

  private static final Logger LOG = System.getLogger(SnapStart.class.getName());

  private final RuntimeClient client;
  private final CracContext crac;

  SnapStart(RuntimeClient client, CracContext crac) {
    this.client = client;
    this.crac = crac;
  }

  /** Whether Lambda will take a snapshot of this process. */
  static boolean isOn(Map<String, String> environment) {
    return "snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
  }

  /**
   * Returns in each restored copy.
   *
   * @return 0, or what the process must exit with: a failed hook was reported
   * @throws IOException when the Runtime API does not answer
   */
  int checkpoint(LambdaFunction function) throws IOException {
    try {
      for (Primer primer : function.primers()) {
        primer.prime();
      }
      crac.beforeCheckpoint();
      for (Primer primer : function.primers()) {
        primer.primeAgain();
      }
      // A socket of the time before would be dead in the copy.
      client.close();
      client.awaitRestore();
    } catch (Throwable t) {
      LOG.log(Level.ERROR, "SnapStart: a hook before the checkpoint failed", t);
      client.postInitError(new RuntimeError(RuntimeError.Kind.BEFORE_CHECKPOINT, t));
      return HOOK_FAILED;
    }
    client.close();
    return restore(function);
  }

  private int restore(LambdaFunction function) throws IOException {
    try {
      crac.afterRestore();
      function.afterRestore().forEach(Runnable::run);
      return 0;
    } catch (Throwable t) {
      LOG.log(Level.ERROR, "SnapStart: a hook after the restore failed", t);
      client.postRestoreError(new RuntimeError(RuntimeError.Kind.AFTER_RESTORE, t));
      return HOOK_FAILED;
    }
  }
}
