package dev.llmapi.app.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.quarkus.runtime.Quarkus;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * The handler of a streaming function: {@code
 * dev.llmapi.app.lambda.TakeoverHandler::handleRequest}.
 *
 * <p>AWS's managed Java runtime buffers every answer. It constructs this class in the init phase;
 * the constructor starts Quarkus, serves all invocations by {@link StreamingRuntime} in the same
 * process, and never returns. The class implements no Lambda interface, so that Quarkus does not
 * take it for a handler of its own. The switch back to AWS's loop is the handler {@code
 * io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest}, see {@link
 * BufferedHandler}.
 */
public final class TakeoverHandler {

  private static volatile boolean inCharge;

  /** Serves invocations until Lambda ends the process. */
  public TakeoverHandler() {
    System.exit(serve(System.getenv()));
  }

  /** Never called: AWS's runtime wants to see a handler's method. */
  @SuppressWarnings("DoNotCallSuggester") // The annotation would be a dependency for one method.
  public void handleRequest(InputStream event, OutputStream answer, Context context) {
    throw new IllegalStateException("the constructor does not return");
  }

  /** Whether this process is served by our loop. */
  static boolean isInCharge() {
    return inCharge;
  }

  private static int serve(Map<String, String> environment) {
    inCharge = true;
    return new StreamingRuntime(environment, CracContext.find())
        .run(() -> {
          startContainer();
          return HandlerFactory.create(environment);
        });
  }

  /** Quarkus keeps logging, configuration and CRaC resources; the request path does not pass it. */
  private static void startContainer() {
    Thread.currentThread().setContextClassLoader(TakeoverHandler.class.getClassLoader());
    Quarkus.manualInitialize();
    Quarkus.manualStart();
  }
}
