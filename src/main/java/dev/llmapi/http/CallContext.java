package dev.llmapi.http;

import org.apache.hc.client5.http.protocol.HttpClientContext;

/** Apache's context of one exchange, so that those who open its connection know whose it is. */
final class CallContext extends HttpClientContext {

  private final Exchange exchange;

  CallContext(Exchange exchange) {
    this.exchange = exchange;
  }

  Exchange exchange() {
    return exchange;
  }
}
