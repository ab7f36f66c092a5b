package dev.llmapi.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The gateways under proof, with the provider behind them.
 *
 * @param store as the table names it
 * @param doomed the places in the list of those that are killed where a trial kills
 * @param releases whether the money of dead calls comes back: then the provider charges nothing for
 *     answers that nobody takes
 */
record Place(
    String store,
    Client client,
    Child upstream,
    List<Child> gateways,
    List<Integer> doomed,
    boolean releases)
    implements AutoCloseable {

  static final String ADMIN_KEY = "sk-proof-admin-0123456789";

  /**
   * Calls end well before it, and a lease lasts as long: shorter would be refused. On a slow
   * machine a burst needs many seconds, and a call that timed out would be charged for whole by the
   * provider and counted by the gateway as far as it came.
   */
  static final Duration LEASE = Duration.ofSeconds(45);

  private static final Duration UPSTREAM_PAUSE = Duration.ofMillis(150);
  private static final int EVERY_FOURTH = 4;

  /** Variables that would make the gateway know a real provider: nothing may leave the machine. */
  private static final List<String> HIDDEN =
      List.of(
          "OPENAI_API_KEY",
          "AZURE_OPENAI_API_KEY",
          "ANTHROPIC_API_KEY",
          "GEMINI_API_KEY",
          "OPENROUTER_API_KEY");

  /** Several gateways on one table: the one that the environment names. */
  static Place shared(String command, int count, Path folder, boolean releases)
      throws IOException, InterruptedException {
    List<Integer> doomed =
        IntStream.range(0, count)
            .filter(i -> i % EVERY_FOURTH == EVERY_FOURTH - 1)
            .boxed()
            .toList();
    return start("DynamoDB", command, doomed, count, new Own(folder, Map.of(), releases));
  }

  /** One gateway with its own embedded store. */
  static Place embedded(String command, Path folder, boolean releases)
      throws IOException, InterruptedException {
    var own = new Own(folder, Map.of("LLMAPI_TABLE", ""), releases);
    return start("embedded", command, List.of(0), 1, own);
  }

  /** What a place has of its own: logs and data, variables. */
  private record Own(Path folder, Map<String, String> variables, boolean releases) {}

  private static Place start(String store, String command, List<Integer> doomed, int count, Own own)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(own.folder());
    Client client = new Client();
    Child upstream = upstream(folder);
    Path config = Files.writeString(folder.resolve("llmapi.yaml"), config(upstream.port()));
    List<Child> gateways = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, String> environment = new HashMap<>();
      HIDDEN.forEach(name -> environment.put(name, ""));
      int port = Child.freePort();
      environment.put("PORT", Integer.toString(port));
      environment.put("LLMAPI_CONFIG", config.toString());
      environment.put("LLMAPI_HOME", folder.resolve("home-" + i).toString());
      environment.put("LLMAPI_ADMIN_KEY", ADMIN_KEY);
      environment.put("LLMAPI_LEASE", LEASE.toSeconds() + "s");
      // A stand-in on a busy machine answers a thousand at once more slowly than AWS does.
      environment.put("LLMAPI_STORE_PATIENCE", "60s");
      environment.put("LLMAPI_UNSETTLED", own.releases() ? "release" : "count");
      environment.putAll(own.variables());
      Path log = folder.resolve(store + "-" + i + ".log");
      gateways.add(Child.start(List.of("sh", "-c", "exec " + command), environment, port, log));
    }
    Place place = new Place(store, client, upstream, gateways, doomed, own.releases());
    upstream.await(client, "/count/none", "none");
    for (Child gateway : gateways) {
      place.awaitReady(gateway);
    }
    return place;
  }

  void awaitReady(Child gateway) throws IOException, InterruptedException {
    gateway.await(client, "/admin/projects", ADMIN_KEY);
  }

  private static Child upstream(Path folder) throws IOException {
    int port = Child.freePort();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            PricedUpstream.class.getName(),
            Integer.toString(port),
            Long.toString(UPSTREAM_PAUSE.toMillis()));
    return Child.start(command, Map.of(), port, folder.resolve("upstream.log"));
  }

  private static String config(int upstreamPort) {
    return """
    providers:
      wall: {kind: compatible, base_url: "http://127.0.0.1:%d/v1", api_key: none}
    prices:
      wall/*: {input: 0, output: 100}
    timeouts: {connect: %2$ds, total: %2$ds}
    """
        .formatted(upstreamPort, LEASE.toSeconds() - 1);
  }

  /** The gateway that a call goes to: in turn. */
  int gatewayOf(int call) {
    return call % gateways.size();
  }

  @Override
  public void close() {
    gateways.forEach(Child::close);
    upstream.close();
    client.close();
  }
}
