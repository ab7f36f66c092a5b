package dev.llmapi.bench;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All answers of one wire as HTTP, made once. A reply is a list of buffers, each one write to the
 * socket: one for a whole answer, one an event for a stream. Writers duplicate the buffers.
 */
record MockReplies(
    List<ByteBuffer> text,
    List<ByteBuffer> imageSeen,
    List<ByteBuffer> image,
    List<ByteBuffer> stream,
    List<ByteBuffer> streamWithUsage,
    List<ByteBuffer> imageStream) {

  static final List<ByteBuffer> NOT_FOUND = error(404, "The mock upstream has no such path.");
  static final List<ByteBuffer> BROKEN_IMAGE =
      error(400, "The image differs from the one that the load tool sent.");

  private static final String COMMON_HEADERS =
      "X-Request-Id: req_7c1e0a4b9d3f4e52\r\nOpenAI-Processing-Ms: 1\r\n";

  static MockReplies of(MockWire wire) {
    return new MockReplies(
        whole(200, wire.whole(MockAnswer.TEXT)),
        whole(200, wire.whole(MockAnswer.IMAGE_SEEN)),
        whole(200, wire.whole(MockAnswer.IMAGE)),
        streamed(wire.events(MockAnswer.TEXT, false)),
        streamed(wire.events(MockAnswer.TEXT, true)),
        streamed(wire.events(MockAnswer.IMAGE, true)));
  }

  private static List<ByteBuffer> error(int status, String message) {
    return whole(
        status,
        "{\"error\":{\"message\":\""
            + message
            + "\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}");
  }

  private static List<ByteBuffer> whole(int status, String json) {
    String head =
        String.format(
            Locale.ROOT,
            "HTTP/1.1 %d Mock\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n",
            status,
            COMMON_HEADERS,
            json.length());
    return List.of(Payload.direct(head + json));
  }

  private static List<ByteBuffer> streamed(List<String> events) {
    List<ByteBuffer> writes = new ArrayList<>(events.size());
    for (int i = 0; i < events.size(); i++) {
      String begin = i == 0 ? streamHead() : "";
      String end = i == events.size() - 1 ? "0\r\n\r\n" : "";
      String event = events.get(i);
      String size = Integer.toHexString(event.length());
      writes.add(Payload.direct(begin + size + "\r\n" + event + "\r\n" + end));
    }
    return List.copyOf(writes);
  }

  private static String streamHead() {
    return "HTTP/1.1 200 Mock\r\nContent-Type: text/event-stream\r\n"
        + COMMON_HEADERS
        + "Transfer-Encoding: chunked\r\n\r\n";
  }
}
