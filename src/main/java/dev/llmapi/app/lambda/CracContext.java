package dev.llmapi.app.lambda;

import java.lang.reflect.InvocationTargetException;

/** The CRaC resources of the libraries in this process, Quarkus' among them. */
interface CracContext {

  void beforeCheckpoint() throws Exception;

  void afterRestore() throws Exception;

  /**
   * The context of AWS's Java runtime, which also clears the DNS cache; elsewhere one without
   * resources.
   */
  static CracContext find() {
    try {
      var loader = ClassLoader.getSystemClassLoader();
      Class<?> core = Class.forName("com.amazonaws.services.lambda.crac.Core", true, loader);
      Class<?> type = Class.forName("com.amazonaws.services.lambda.crac.Context", true, loader);
      return new OfRuntime(type, core.getMethod("getGlobalContext").invoke(null));
    } catch (ReflectiveOperationException _) {
      return new Empty();
    }
  }

  /** AWS's context, known by name only: its classes are the runtime's, not ours. */
  record OfRuntime(Class<?> type, Object context) implements CracContext {

    @Override
    public void beforeCheckpoint() throws Exception {
      call("beforeCheckpoint");
    }

    @Override
    public void afterRestore() throws Exception {
      call("afterRestore");
    }

    private void call(String name) throws Exception {
      try {
        type.getMethod(name, type).invoke(context, (Object) null);
      } catch (InvocationTargetException e) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
    }
  }

  /** No resources. */
  record Empty() implements CracContext {

    @Override
    public void beforeCheckpoint() {}

    @Override
    public void afterRestore() {}
  }
}
