package dev.llmapi.app.local;

import java.io.PrintStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * What a further SIGTERM or SIGINT (Ctrl-C) does while the process is ending: the JVM itself heeds
 * the first one only, and then the streams under way may take half a minute.
 */
final class SecondSignal {

  private static final int EXIT_CODE_OF_SIGNALS = 128;

  private SecondSignal() {}

  /**
   * From now on, such a signal ends the process at once, with a line that says so.
   *
   * <p>The JDK has no other way to hear a signal than {@code sun.misc.Signal} (of its exported
   * module {@code jdk.unsupported}), of which the compiler warns; so it is looked up. Where there
   * is none the signal goes unheard, as ever.
   */
  static void ends(PrintStream err) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      MethodHandle number =
          MethodHandles.publicLookup()
              .findVirtual(signal, "getNumber", MethodType.methodType(int.class));
      MethodHandle end =
          MethodHandles.insertArguments(
              MethodHandles.lookup()
                  .findStatic(
                      SecondSignal.class,
                      "end",
                      MethodType.methodType(void.class, PrintStream.class, int.class)),
              0,
              err);
      Object ending =
          MethodHandleProxies.asInterfaceInstance(
              handler, MethodHandles.filterArguments(end, 0, number));
      for (String name : new String[] {"TERM", "INT"}) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), ending);
      }
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      System.getLogger(SecondSignal.class.getName())
          .log(System.Logger.Level.DEBUG, "a second signal will not be heard", e);
    }
  }

  @SuppressWarnings("unused") // By a method handle.
  private static void end(PrintStream err, int signal) {
    err.println("llmapi: ended at once, by a second signal; streams under way were cut");
    err.flush();
    Runtime.getRuntime().halt(EXIT_CODE_OF_SIGNALS + signal);
  }
}
