package dev.llmapi.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** How many connections a burst opens, counted by who is called. */
final class AwsHttpTest {

  private static final int MOST = 64;
  private static final int BURST = 300;

  private final Set<InetSocketAddress> callers = ConcurrentHashMap.newKeySet();
  private final Semaphore arrived = new Semaphore(0);
  private final Semaphore answers = new Semaphore(0);

  /** Every call of the first burst is held until as many have come as may. */
  @Test
  void bursts_keepTheirConnections_andOpenNoMoreThanAllowed() throws Exception {
    HttpServer service = HttpServer.create();
    service.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BURST);
    service.createContext("/", this::answer);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        SdkHttpClient client = AwsHttp.client(Duration.ofSeconds(60))) {
      service.setExecutor(threads);
      service.start();
      URI url = URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/");
      List<Future<Integer>> first = burst(client, url, threads);
      arrived.acquire(MOST);
      answers.release(2 * BURST);
      assertAnswered(first);
      assertThat(callers).hasSize(MOST);

      assertAnswered(burst(client, url, threads));

      assertThat(callers).hasSize(MOST);
    } finally {
      service.stop(0);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    callers.add(exchange.getRemoteAddress());
    arrived.release();
    answers.acquireUninterruptibly();
    exchange.sendResponseHeaders(200, 2);
    exchange.getResponseBody().write(new byte[2]);
    exchange.close();
  }

  private static List<Future<Integer>> burst(
      SdkHttpClient client, URI url, ExecutorService threads) {
    List<Future<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < BURST; i++) {
      calls.add(threads.submit(() -> call(client, url)));
    }
    return calls;
  }

  private static int call(SdkHttpClient client, URI url) throws IOException {
    var request = SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(url).build();
    var response =
        client.prepareRequest(HttpExecuteRequest.builder().request(request).build()).call();
    try (var body = response.responseBody().orElseThrow()) {
      var _ = body.readAllBytes();
    }
    return response.httpResponse().statusCode();
  }

  private static void assertAnswered(List<Future<Integer>> calls) throws Exception {
    for (Future<Integer> call : calls) {
      assertThat(call.get()).isEqualTo(200);
    }
  }
}
