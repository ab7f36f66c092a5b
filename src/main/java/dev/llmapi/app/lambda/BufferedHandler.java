package dev.llmapi.app.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The same function behind AWS's own loop: each answer is sent when it is complete, 6 MB at most.
 *
 * <p>Chosen by the template's parameter {@code ResponseMode=buffered}, should the takeover fail on
 * AWS; its answers have the form that {@link AnswerForm} says.
 */
@Named("buffered")
@Singleton
public class BufferedHandler implements RequestStreamHandler {

  /** The context holds its resources weakly. */
  private @Nullable Resource cracResource;

  private final InstantSource clock = InstantSource.system();
  private final AnswerForm form = AnswerForm.of(System.getenv());
  private @Nullable LambdaFunction function;

  void start(@Observes StartupEvent started) throws Exception {
    LambdaFunction made = HandlerFactory.create(System.getenv());
    function = made;
    cracResource = new CracHooks(made);
    Core.getGlobalContext().register(cracResource);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    if (function == null) {
      throw new IllegalStateException("the function was not started");
    }
    Instant end = clock.instant().plusMillis(context.getRemainingTimeInMillis());
    answer(function, event, end, form, answer);
  }

  static void answer(
      LambdaFunction function, InputStream event, Instant end, AnswerForm form, OutputStream out)
      throws IOException {
    var exchange =
        new BufferedExchange(ProxyEventReader.read(event.readAllBytes()), end, form, out);
    try {
      function.handler().handle(exchange);
      exchange.finish();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the gateway gave no answer", e);
    }
  }

  /** Runs a function's primers and hooks when AWS's loop takes or restores a snapshot. */
  private record CracHooks(LambdaFunction function) implements Resource {

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) throws Exception {
      for (Primer primer : function.primers()) {
        primer.prime();
      }
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
      function.afterRestore().forEach(Runnable::run);
    }
  }
}
