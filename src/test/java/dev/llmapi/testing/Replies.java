package dev.llmapi.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;

/** The usual {@link Reply replies}. */
public final class Replies {

  private static final String JSON = "application/json";
  private static final String EVENTS = "text/event-stream";

  private Replies() {}

  /** An answer with a content-length. */
  public static Reply whole(int status, Map<String, String> headers, byte[] body) {
    return (_, line) -> {
      Map<String, String> sent = new LinkedHashMap<>(headers);
      sent.put("content-length", Integer.toString(body.length));
      line.head(status, sent);
      line.bytes(body);
    };
  }

  /** A JSON answer with status 200. */
  public static Reply json(String body) {
    return json(200, Map.of(), body);
  }

  /** A JSON answer. */
  public static Reply json(int status, Map<String, String> headers, String body) {
    Map<String, String> sent = new LinkedHashMap<>(headers);
    sent.put("content-type", JSON);
    return whole(status, sent, utf8(body));
  }

  /** A chunked JSON answer. */
  public static Reply chunkedJson(byte[] body) {
    return (_, line) -> {
      line.head(200, Map.of("content-type", JSON, "transfer-encoding", "chunked"));
      line.chunk(body);
      line.lastChunk();
    };
  }

  /** An answer that is packed. */
  public static Reply gzip(String type, String body) {
    return whole(200, Map.of("content-type", type, "content-encoding", "gzip"), packed(body));
  }

  /** A stream that sends these events, flushed one by one, and ends properly. */
  public static Reply stream(List<String> events) {
    return openStream(events).then((_, line) -> line.lastChunk());
  }

  /** A stream that sends these events and does not end. */
  public static Reply openStream(List<String> events) {
    return (_, line) -> {
      line.head(200, Map.of("content-type", EVENTS, "transfer-encoding", "chunked"));
      for (String event : events) {
        line.chunk(event);
      }
    };
  }

  /** A JSON answer that promises more bytes than this and sends no more. */
  public static Reply openJson(String beginning) {
    return (_, line) -> {
      line.head(200, Map.of("content-type", JSON, "content-length", "100000"));
      line.text(beginning);
    };
  }

  /** A stream that comes one byte at a time, a pause between any two. */
  public static Reply drip(String type, String body, Duration pause) {
    return (_, line) -> {
      line.head(200, Map.of("content-type", type, "transfer-encoding", "chunked"));
      for (byte b : utf8(body)) {
        line.chunk(new byte[] {b});
        LockSupport.parkNanos(pause.toNanos());
      }
      line.lastChunk();
    };
  }

  /** Says nothing until the other side hangs up. */
  public static Reply silence() {
    return (_, line) -> line.awaitHangUp();
  }

  /** Waits for the test. */
  public static Reply until(CountDownLatch gate) {
    return (_, _) -> gate.await();
  }

  /** Closes the connection. */
  public static Reply cut() {
    return (_, line) -> line.cut();
  }

  /** Resets the connection. */
  public static Reply reset() {
    return (_, line) -> line.reset();
  }

  private static byte[] packed(String text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(utf8(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
