package dev.llmapi.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

@Timeout(60)
class SecretReaderTest {

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String value = "sk-1";
  private volatile boolean failing;
  private volatile boolean binary;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private HttpServer aws = newServer();
  private SecretReader reader = newReader();

  @BeforeEach
  void start() {
    aws.start();
  }

  @AfterEach
  void stop() {
    aws.stop(0);
  }

  @Test
  void readParameter_secureString_isDecrypted() {
    assertThat(reader.readParameter("/llmapi/openai")).isEqualTo("sk-1");
    assertThat(asked)
        .containsExactly(
            "AmazonSSM.GetParameter {\"Name\":\"/llmapi/openai\",\"WithDecryption\":true}");
  }

  @Test
  void readSecret_byArn_givesItsString() {
    assertThat(reader.readSecret("arn:aws:secretsmanager:us-east-1:1:secret:x")).isEqualTo("sk-1");
    assertThat(asked).hasSize(1).first().asString().startsWith("secretsmanager.GetSecretValue");
  }

  @Test
  void readSecret_binary_isRefused() {
    binary = true;

    assertThatThrownBy(() -> reader.readSecret("x")).hasMessageContaining("is binary");
  }

  @Test
  void readParameter_beforeFiveMinutes_isKept() {
    reader.readParameter("/a");
    value = "sk-2";
    now = now.plus(SecretReader.FRESH_FOR).minusMillis(1);

    assertThat(reader.readParameter("/a")).isEqualTo("sk-1");
    assertThat(asked).hasSize(1);
  }

  @Test
  void readParameter_afterFiveMinutes_isReadAgain() {
    reader.readParameter("/a");
    value = "sk-2";
    now = now.plus(SecretReader.FRESH_FOR);

    assertThat(reader.readParameter("/a")).isEqualTo("sk-2");
  }

  @Test
  void readParameter_renewalFails_servesTheOldAndWaits() {
    reader.readParameter("/a");
    failing = true;
    now = now.plus(SecretReader.FRESH_FOR);

    assertThat(reader.readParameter("/a")).isEqualTo("sk-1");
    int calls = asked.size();
    assertThat(reader.readParameter("/a")).isEqualTo("sk-1");
    assertThat(asked).hasSize(calls);

    failing = false;
    value = "sk-2";
    now = now.plus(Duration.ofSeconds(30));
    assertThat(reader.readParameter("/a")).isEqualTo("sk-2");
  }

  @Test
  void forget_thenRead_readsAgain() {
    reader.readParameter("/a");
    value = "sk-2";
    reader.forget();

    assertThat(reader.readParameter("/a")).isEqualTo("sk-2");
  }

  @Test
  void readParameter_neverKnown_failsWithNameAndReason() {
    failing = true;

    assertThatThrownBy(() -> reader.readParameter("/absent"))
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessage("the SSM parameter /absent cannot be read: ParameterNotFound");
  }

  @Test
  void readParameter_manyAtOnce_fetchesOnce() throws Exception {
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 20; i++) {
      threads.add(Thread.ofVirtual().start(() -> reader.readParameter("/a")));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(asked).hasSize(1);
  }

  @Test
  void prime_callsNoOne() {
    reader.primeParameters();
    reader.primeSecrets();

    assertThat(asked).isEmpty();
  }

  private SecretReader newReader() {
    return new SecretReader(
        () -> here(SsmClient.builder()).build(),
        () -> here(SecretsManagerClient.builder()).build(),
        () -> now);
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B here(B builder) {
    return builder
        .region(Region.US_EAST_1)
        .endpointOverride(URI.create("http://127.0.0.1:" + aws.getAddress().getPort()))
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
        .httpClient(Apache5HttpClient.create());
  }

  private HttpServer newServer() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    asked.add(target + " " + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    String json = failing ? "{\"__type\":\"ParameterNotFound\"}" : found();
    byte[] bytes = json.getBytes(UTF_8);
    exchange.sendResponseHeaders(failing ? 400 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String found() {
    return binary
        ? "{\"SecretBinary\":\"AAEC\"}"
        : """
        {"Parameter": {"Value": "%1$s"}, "SecretString": "%1$s"}\
        """
            .formatted(value);
  }
}
