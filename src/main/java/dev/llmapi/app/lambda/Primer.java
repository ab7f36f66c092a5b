package dev.llmapi.app.lambda;

/**
 * Work done once before the snapshot, so that no restored copy has to: loading classes, making
 * clients, letting the JIT see the request path. Without side effects.
 */
@FunctionalInterface
public interface Primer {

  /**
   * Does the work, blocking.
   *
   * @throws Exception to make the publishing of the version fail: better there than in production
   */
  void prime() throws Exception;

  /**
   * Does a little of it again, after the checkpoint's garbage collection: it moved every object,
   * and whoever comes next finds the processor's caches cold.
   */
  default void primeAgain() throws Exception {}
}
