package dev.llmapi.app.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.door.ResponseBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the answer and writes it at its end: for a front door, or a loop, that does not stream.
 */
final class BufferedExchange extends LambdaExchange {

  private static final JsonFactory JSON = new JsonFactory();

  private final AnswerForm form;
  private final OutputStream out;
  private @Nullable Answer answer;
  private boolean ended;
  private @Nullable Throwable failure;

  /**
   * @param out gets the answer at its end, and is closed
   */
  BufferedExchange(ProxyRequest request, Instant end, AnswerForm form, OutputStream out) {
    super(request, end);
    this.form = form;
    this.out = out;
  }

  private record Answer(int status, Map<String, String> headers, Collected body) {}

  @Override
  public void respond(int status, Map<String, String> headers, byte[] bytes, int from, int length)
      throws IOException {
    try (ResponseBody body = open(status, headers, length)) {
      body.write(bytes, from, length);
    }
  }

  @Override
  public ResponseBody open(int status, Map<String, String> headers, long contentLength) {
    if (answer != null) {
      throw new IllegalStateException("the request was answered already");
    }
    var body = new Collected();
    answer = new Answer(status, headers, body);
    return body;
  }

  @Override
  void finish() throws Exception {
    if (failure != null) {
      throw rethrowable(failure);
    }
    if (answer == null || !ended) {
      throw new IllegalStateException("the handler did not answer, or did not end its answer");
    }
    write(answer);
  }

  @Override
  boolean breakOff(Throwable reason) {
    return false;
  }

  private void write(Answer answer) throws IOException {
    switch (form) {
      case STREAM -> writeBehindPrelude(answer);
      case PROXY_JSON -> writeJson(answer);
    }
  }

  private void writeBehindPrelude(Answer answer) throws IOException {
    try (out) {
      out.write(Prelude.of(answer.status(), answer.headers()));
      answer.body().writeTo(out);
    }
  }

  private void writeJson(Answer answer) throws IOException {
    boolean text = isText(answer.headers());
    try (var json = JSON.createGenerator(out)) {
      json.writeStartObject();
      Prelude.writeHead(json, answer.status(), answer.headers());
      json.writeFieldName("body");
      answer.body().writeTo(json, text);
      json.writeBooleanField("isBase64Encoded", !text);
      json.writeEndObject();
    }
  }

  private static boolean isText(Map<String, String> headers) {
    for (var header : headers.entrySet()) {
      if (header.getKey().equalsIgnoreCase("content-type")) {
        String type = header.getValue().toLowerCase(Locale.ROOT);
        return type.startsWith("text/") || type.contains("json") || type.contains("javascript");
      }
    }
    return true;
  }

  /** The body so far, in memory. */
  private final class Collected extends ByteArrayOutputStream implements ResponseBody {

    @Override
    public void write(byte[] bytes, int from, int length) {
      super.write(bytes, from, length);
    }

    @Override
    public void flush() {
      // There is nowhere to send it before its end.
    }

    @Override
    public void close() {
      ended = true;
    }

    @Override
    public void abort(Throwable reason) {
      if (!ended) {
        ended = true;
        failure = reason;
      }
    }

    void writeTo(JsonGenerator json, boolean text) throws IOException {
      if (text) {
        json.writeUTF8String(buf, 0, count);
      } else {
        json.writeString(Base64.getEncoder().encodeToString(toByteArray()));
      }
    }
  }
}
