package dev.llmapi.app.lambda;

import dev.llmapi.door.HttpHandler;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The loop between the Runtime API and the gateway, in place of AWS's own, which collects an answer
 * before it sends it.
 *
 * <p>Phases, in order: build the function; with SnapStart, {@link SnapStart#checkpoint}; then one
 * invocation after another until the Runtime API is gone.
 */
final class StreamingRuntime {

  private static final Logger LOG = System.getLogger(StreamingRuntime.class.getName());
  private static final String TRACE_HEADER = "com.amazonaws.xray.traceHeader";
  private static final int FAILED = 1;

  private final Map<String, String> environment;
  private final CracContext crac;
  private final AnswerForm form;

  /**
   * @param environment as Lambda sets it; {@link AnswerForm#of} says whether answers are streamed
   */
  StreamingRuntime(Map<String, String> environment, CracContext crac) {
    this.environment = environment;
    this.crac = crac;
    form = AnswerForm.of(environment);
  }

  /**
   * Runs until there is nothing more to do.
   *
   * @param factory builds the function; what it throws is reported as a failed init
   * @return what the process must exit with
   */
  int run(Callable<LambdaFunction> factory) {
    String api = environment.get("AWS_LAMBDA_RUNTIME_API");
    if (api == null) {
      LOG.log(Level.ERROR, "AWS_LAMBDA_RUNTIME_API is not set: this class runs on AWS Lambda only");
      return FAILED;
    }
    try (var client = new RuntimeClient(() -> RuntimeConnection.open(api))) {
      return run(client, factory);
    } catch (IOException e) {
      LOG.log(Level.ERROR, "the Runtime API is gone", e);
      return FAILED;
    }
  }

  private int run(RuntimeClient client, Callable<LambdaFunction> factory) throws IOException {
    LambdaFunction function;
    try {
      function = factory.call();
    } catch (Throwable t) {
      LOG.log(Level.ERROR, "the function cannot start", t);
      client.postInitError(new RuntimeError(RuntimeError.Kind.INIT, t));
      return FAILED;
    }
    if (SnapStart.isOn(environment)) {
      int status = new SnapStart(client, crac).checkpoint(function);
      if (status != 0) {
        return status;
      }
    }
    while (serve(client, client.next(), form, function.handler())) {
      // Until an error that this process should not outlive.
    }
    return FAILED;
  }

  /**
   * Has one invocation answered.
   *
   * @return whether the process is fit for another invocation
   */
  static boolean serve(
      RuntimeClient client, Invocation invocation, AnswerForm form, HttpHandler handler)
      throws IOException {
    setTraceHeader(invocation.traceId());
    LambdaExchange exchange = null;
    try {
      exchange = exchange(client, invocation, form);
      handler.handle(exchange);
      exchange.finish();
      return true;
    } catch (Throwable t) {
      if (exchange == null || !exchange.breakOff(t)) {
        report(client, invocation, t);
      } else if (t instanceof IOException && exchange.isClientGone()) {
        LOG.log(Level.DEBUG, "the client hung up", t);
      } else {
        LOG.log(Level.WARNING, "an answer broke off in mid-stream", t);
      }
      return !(t instanceof VirtualMachineError);
    } finally {
      // An interrupt was meant for the request that ends here.
      Thread.interrupted();
    }
  }

  private static LambdaExchange exchange(
      RuntimeClient client, Invocation invocation, AnswerForm form) throws IOException {
    ProxyRequest request = ProxyEventReader.read(invocation.event());
    String id = invocation.requestId();
    Instant end = invocation.end();
    return switch (form) {
      case STREAM -> new StreamedExchange(request, end, client.streamTo(id));
      case PROXY_JSON -> new BufferedExchange(request, end, form, client.bufferTo(id));
    };
  }

  private static void report(RuntimeClient client, Invocation invocation, Throwable failure)
      throws IOException {
    LOG.log(Level.ERROR, "an invocation failed before its answer began", failure);
    var error = new RuntimeError(RuntimeError.Kind.BEFORE_FIRST_BYTE, failure);
    try {
      client.postInvocationError(invocation.requestId(), error);
    } catch (AnswerRefusedException e) {
      LOG.log(Level.ERROR, "the report of a failed invocation was refused", e);
    }
  }

  /** Where X-Ray's SDK looks for it. */
  private static void setTraceHeader(@Nullable String traceId) {
    if (traceId == null) {
      System.clearProperty(TRACE_HEADER);
    } else {
      System.setProperty(TRACE_HEADER, traceId);
    }
  }
}
