package dev.llmapi.bench;

/**
 * The head of an HTTP/1.1 message: its first line and its headers.
 *
 * @param text the head in lower case, with the empty line that ends it
 */
record Head(String text) {
  /** The status of a response. */
  int status() {
    return Integer.parseInt(text, 9, 12, 10);
  }

  /** The target of a request: its path and query, in lower case. */
  String target() {
    int from = text.indexOf(' ') + 1;
    return text.substring(from, text.indexOf(' ', from));
  }

  /** False for a request without a body: it tells no length. */
  boolean announcesBody() {
    return isChunked() || contentLength() >= 0;
  }

  boolean isChunked() {
    return text.contains("\r\ntransfer-encoding: chunked");
  }

  /** True if the connection ends with this message. */
  boolean isLast() {
    return text.contains("\r\nconnection: close");
  }

  /** The length of the body in bytes; -1 where the head does not tell it. */
  long contentLength() {
    String name = "\r\ncontent-length:";
    int at = text.indexOf(name);
    if (at < 0) {
      return -1;
    }
    int from = at + name.length();
    return Long.parseLong(text.substring(from, text.indexOf('\r', from)).strip());
  }
}
