package dev.llmapi.golden;

import dev.llmapi.door.HttpExchange;
import dev.llmapi.door.ResponseBody;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A client's request for a chat, and what it was answered. */
final class RecordedExchange implements HttpExchange {
  private final byte[] body;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private int status;
  private boolean ended;

  RecordedExchange(byte[] body) {
    this.body = body;
  }

  int status() {
    return status;
  }

  /** A header of the answer. */
  @Nullable String told(String name) {
    return headers.get(name);
  }

  String text() {
    return told.toString(StandardCharsets.UTF_8);
  }

  /** Whether the answer came to its end, rather than being broken off. */
  boolean isEnded() {
    return ended;
  }

  boolean isStream() {
    return headers.getOrDefault("content-type", "").startsWith("text/event-stream");
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/chat/completions";
  }

  @Override
  public @Nullable String header(String name) {
    return name.toLowerCase(Locale.ROOT).equals("authorization") ? "Bearer client-key" : null;
  }

  @Override
  public byte[] body() {
    return body;
  }

  @Override
  public int bodyLength() {
    return body.length;
  }

  @Override
  public void respond(int answer, Map<String, String> sent, byte[] bytes, int from, int length) {
    status = answer;
    headers.putAll(sent);
    told.write(bytes, from, length);
    ended = true;
  }

  @Override
  public ResponseBody open(int answer, Map<String, String> sent, long contentLength) {
    status = answer;
    headers.putAll(sent);
    return new ResponseBody() {
      @Override
      public void write(byte[] bytes, int from, int length) {
        told.write(bytes, from, length);
      }

      @Override
      public void flush() {}

      @Override
      public void close() {
        ended = true;
      }

      @Override
      public void abort(Throwable reason) {}
    };
  }
}
