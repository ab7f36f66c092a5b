package dev.llmapi.app.lambda;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What {@link StreamingRuntime} logs while this is open, at every level. */
final class RuntimeLog extends Handler implements AutoCloseable {

  private final Logger logger = Logger.getLogger(StreamingRuntime.class.getName());
  private final List<String> lines = new CopyOnWriteArrayList<>();

  RuntimeLog() {
    logger.setLevel(Level.ALL);
    logger.addHandler(this);
  }

  /** Level and message of each record. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord entry) {
    lines.add(name(entry.getLevel().intValue()) + " " + entry.getMessage());
  }

  /** Log managers have names of their own for the levels, but one scale. */
  private static String name(int level) {
    if (level >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    return level >= Level.WARNING.intValue() ? "WARNING" : "DEBUG";
  }

  @Override
  public void flush() {
    // It holds nothing back.
  }

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setLevel(null);
  }
}
