package dev.llmapi.app.lambda;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * One HTTP/1.1 connection to the Runtime API, over a plain socket: the JDK's client cannot send the
 * trailers in which Lambda wants errors in mid-stream. Waits without a timeout, as {@code /next}
 * demands. For one thread.
 */
final class RuntimeConnection implements Closeable {

  private static final int DEFAULT_PORT = 80;
  private static final int BUFFER_BYTES = 32 * 1024;
  private static final int LONGEST_LINE_BYTES = 64 * 1024;

  private final String authority;
  private final Closeable socket;
  private final InputStream in;
  private final OutputStream out;

  /** Over streams that exist already; {@code socket} closes both. */
  RuntimeConnection(String authority, InputStream in, OutputStream out, Closeable socket) {
    this.authority = authority;
    this.socket = socket;
    this.in = new BufferedInputStream(in, BUFFER_BYTES);
    this.out = new BufferedOutputStream(out, BUFFER_BYTES);
  }

  /**
   * Connects.
   *
   * @param authority host and port, as {@code AWS_LAMBDA_RUNTIME_API} has them
   */
  static RuntimeConnection open(String authority) throws IOException {
    int colon = authority.lastIndexOf(':');
    String host = colon < 0 ? authority : authority.substring(0, colon);
    int port = colon < 0 ? DEFAULT_PORT : Integer.parseInt(authority.substring(colon + 1));
    var socket = new Socket(host, port);
    socket.setTcpNoDelay(true);
    return new RuntimeConnection(
        authority, socket.getInputStream(), socket.getOutputStream(), socket);
  }

  /**
   * Writes a request's head; the body, if the headers announce one, goes to the stream returned.
   */
  OutputStream writeHead(String method, String path, Map<String, String> headers)
      throws IOException {
    var head = new StringBuilder(512);
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ").append(authority);
    head.append("\r\nUser-Agent: llmapi-streaming-runtime\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    return out;
  }

  /** Sends what is still in the buffer, and waits for the answer. */
  RuntimeReply readReply() throws IOException {
    out.flush();
    String statusLine = readLine();
    String[] words = statusLine.split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/1.")) {
      throw new IOException("the Runtime API did not answer in HTTP/1.1");
    }
    Map<String, String> headers = readHeaders();
    return new RuntimeReply(Integer.parseInt(words[1]), headers, readBody(headers));
  }

  private Map<String, String> readHeaders() throws IOException {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new IOException("a header of the Runtime API has no colon");
      }
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private byte[] readBody(Map<String, String> headers) throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))) {
      return readChunks();
    }
    String length = headers.get("Content-Length");
    return length == null ? new byte[0] : readExactly(Integer.parseInt(length));
  }

  private byte[] readChunks() throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = readChunkSize(); size > 0; size = readChunkSize()) {
      body.writeBytes(readExactly(size));
      readLine();
    }
    readHeaders();
    return body.toByteArray();
  }

  private int readChunkSize() throws IOException {
    return Integer.parseInt(readLine().split(";", 2)[0].strip(), 16);
  }

  private byte[] readExactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the Runtime API closed the connection in mid-answer");
    }
    return bytes;
  }

  private String readLine() throws IOException {
    var line = new StringBuilder(80);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the Runtime API closed the connection");
      }
      if (line.length() == LONGEST_LINE_BYTES) {
        throw new IOException("a header line of the Runtime API is too long");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // It was to be given up anyway.
    }
  }
}
