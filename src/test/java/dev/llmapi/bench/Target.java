package dev.llmapi.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * An OpenAI-compatible server on this machine that can be asked the requests of the benchmark.
 *
 * @param port its port on the loopback address
 * @param key the API key it is called with
 * @param modelPrefix what stands before a model's name, such as {@code wall/}
 */
record Target(int port, String key, String modelPrefix) {
  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  Target withModelPrefix(String prefix) {
    return new Target(port, key, prefix);
  }

  /** The whole HTTP request, ready to be written. */
  ByteBuffer request(Workload workload) {
    String body = workload.body(modelPrefix + workload.model());
    return Payload.direct(
        "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nAuthorization: Bearer "
            + key
            + "\r\nContent-Type: application/json\r\nAccept: */*\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }
}
