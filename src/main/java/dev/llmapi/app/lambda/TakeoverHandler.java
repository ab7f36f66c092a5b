package dev.llmapi.app.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * The handler of a streaming function: {@code
 * dev.llmapi.app.lambda.TakeoverHandler::handleRequest}.
 *
 * <p>AWS's managed Java runtime buffers every answer. It constructs this class in the init phase;
 * the constructor serves all invocations by {@link StreamingRuntime} in the same process and never
 * returns. Quarkus is not started: half a second for a container that no request passes. The class
 * implements no Lambda interface, so that Quarkus does not take it for a handler of its own. The
 * switch back to AWS's loop is the handler {@code
 * io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest}, see {@link
 * BufferedHandler}.
 */
public final class TakeoverHandler {

  /** Level, logger, message, stack: CloudWatch knows the time, and a line is an event there. */
  private static final String LOG_LINE = "%4$s %3$s %5$s%6$s%n";

  /** Serves invocations until Lambda ends the process. */
  public TakeoverHandler() {
    System.exit(serve(System.getenv()));
  }

  /** Never called: AWS's runtime wants to see a handler's method. */
  @SuppressWarnings("DoNotCallSuggester") // The annotation would be a dependency for one method.
  public void handleRequest(InputStream event, OutputStream answer, Context context) {
    throw new IllegalStateException("the constructor does not return");
  }

  private static int serve(Map<String, String> environment) {
    System.setProperty("java.util.logging.SimpleFormatter.format", LOG_LINE);
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    return new StreamingRuntime(environment, CracContext.find())
        .run(() -> HandlerFactory.create(environment));
  }
}
