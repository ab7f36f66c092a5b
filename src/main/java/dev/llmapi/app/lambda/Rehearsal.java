package dev.llmapi.app.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import dev.llmapi.app.Composition;
import dev.llmapi.app.Stores;
import dev.llmapi.app.config.Access;
import dev.llmapi.app.config.KeySource;
import dev.llmapi.app.config.Kind;
import dev.llmapi.app.config.ProviderSettings;
import dev.llmapi.app.config.SandboxPace;
import dev.llmapi.app.config.Settings;
import dev.llmapi.provider.Deadlines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Lets a gateway like the real one answer every kind of request before the snapshot, so that no
 * restored copy loads a class or runs in the interpreter for its first client.
 *
 * <p>It is a gateway of its own, with a key of its own, the sandbox, and a stand-in for the
 * providers' hosts: no secret is read, and nobody outside is called.
 *
 * @param requests the resource that has what is asked
 * @param apiKey shown with every request
 * @param stores made for where {@link RehearsalHost} is
 */
record Rehearsal(String requests, String apiKey, Function<URI, Stores> stores) implements Primer {

  /** What the providers' hosts say, see {@link RehearsalHost}. */
  static final String ANSWERS = "rehearsal.answers";

  private static final int TIMES_AGAIN = 3;
  private static final JsonFactory JSON = new JsonFactory();
  private static final String OWNERS_KEY = "the-rehearsals-own-key";

  /** Of a project, in the gateway's own form; its record is among the answers, and nowhere else. */
  static final String PROJECTS_KEY = "sk-llm-rehearsal-00000000000000000000000000000000231f2622";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Accept", "application/json",
          "Content-Type", "application/json",
          "Host", "abcdefghij.execute-api.us-east-1.amazonaws.com",
          "User-Agent", "OpenAI/Python 2.9.0",
          "X-Forwarded-For", "203.0.113.7");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Deadlines DEADLINES = new Deadlines(PATIENCE, PATIENCE, PATIENCE, PATIENCE);
  private static final SandboxPace NO_WAIT = new SandboxPace(Duration.ZERO, 0);

  /** Of everything, and nothing is kept. */
  static Rehearsal inMemory() {
    return new Rehearsal("rehearsal.requests", OWNERS_KEY, _ -> Stores.memory());
  }

  /** Of what the stores on DynamoDB add: each of their requests, as their client sends it. */
  static Rehearsal onDynamo() {
    return new Rehearsal("rehearsal.dynamo", PROJECTS_KEY, Stores::rehearsal);
  }

  /** Of DynamoDB's client alone. */
  static void ofDynamoClient() throws IOException {
    try (var host = new RehearsalHost(lines(ANSWERS))) {
      Stores.rehearseDynamo(URI.create(host.address()));
    }
  }

  /** Only the repetition, once, where the rehearsal itself has been and others follow. */
  Primer repetition() {
    return new Primer() {
      @Override
      public void prime() {
        // It has been.
      }

      @Override
      public void primeAgain() throws Exception {
        rehearse(1);
      }
    };
  }

  @Override
  public void prime() throws Exception {
    rehearse(Integer.MAX_VALUE);
  }

  @Override
  public void primeAgain() throws Exception {
    rehearse(TIMES_AGAIN);
  }

  private void rehearse(int mostTimes) throws IOException {
    List<Sample> samples = lines(requests).stream().map(line -> sample(line, mostTimes)).toList();
    try (var host = new RehearsalHost(lines(ANSWERS));
        var gateway =
            Composition.of(
                settings(host.address()),
                Map.of(),
                Composition.MadeKeys.NONE,
                stores.apply(URI.create(host.address())))) {
      new SampleRequests(gateway.handler(), samples).prime();
      gateway.afterRestore();
    }
  }

  private static Settings settings(String host) {
    Map<String, ProviderSettings> providers = new LinkedHashMap<>();
    providers.put("sandbox", provider(Kind.SANDBOX, host));
    providers.put("openai", provider(Kind.OPENAI, host + "/v1"));
    providers.put("anthropic", provider(Kind.ANTHROPIC, host));
    providers.put("gemini", provider(Kind.GEMINI, host));
    return Settings.of(
        providers,
        DEADLINES,
        NO_WAIT,
        new Access(new KeySource.Literal(OWNERS_KEY), new KeySource.None()));
  }

  private static ProviderSettings provider(Kind kind, String baseUrl) {
    return ProviderSettings.of(
        kind.wireName(), kind, URI.create(baseUrl), new KeySource.Literal(OWNERS_KEY), DEADLINES);
  }

  static List<String> lines(String resource) throws IOException {
    try (InputStream in = Rehearsal.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the zip has no " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** A line of {@link #requests}: times, status, method, path, a body or none. */
  private Sample sample(String line, int mostTimes) {
    String[] words = line.split(" ", 5);
    String body = words.length < 5 ? "" : words[4];
    return new Sample(
        event(words[2], words[3], body),
        Integer.parseInt(words[1]),
        Math.min(mostTimes, Integer.parseInt(words[0])));
  }

  /** As full as API Gateway's, or the JIT would take for uncommon what real ones have. */
  private byte[] event(String method, String path, String body) {
    var event = new ByteArrayOutputStream();
    try (var json = JSON.createGenerator(event)) {
      // Spaced where the body is, so that the reader meets both.
      if (body.isEmpty() || body.contains(": ")) {
        json.useDefaultPrettyPrinter();
      }
      json.writeStartObject();
      json.writeStringField("resource", path);
      json.writeStringField("path", path);
      json.writeStringField("httpMethod", method);
      Map<String, String> headers = new LinkedHashMap<>(HEADERS);
      headers.put("Authorization", "Bearer " + apiKey);
      json.writeObjectFieldStart("headers");
      for (var header : headers.entrySet()) {
        json.writeStringField(header.getKey(), header.getValue());
      }
      json.writeEndObject();
      json.writeObjectFieldStart("multiValueHeaders");
      for (var header : headers.entrySet()) {
        json.writeArrayFieldStart(header.getKey());
        json.writeString(header.getValue());
        json.writeEndArray();
      }
      json.writeEndObject();
      json.writeNullField("queryStringParameters");
      json.writeNullField("pathParameters");
      json.writeObjectFieldStart("requestContext");
      json.writeStringField("stage", "prod");
      json.writeObjectFieldStart("identity");
      json.writeNullField("user");
      json.writeEndObject();
      json.writeNumberField("requestTimeEpoch", 1);
      json.writeEndObject();
      json.writeStringField("body", body);
      json.writeBooleanField("isBase64Encoded", false);
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("memory takes everything", e);
    }
    return event.toByteArray();
  }
}
