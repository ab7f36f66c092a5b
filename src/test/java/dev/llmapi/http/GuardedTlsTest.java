package dev.llmapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.media.ImageFetch;
import dev.llmapi.media.SampleImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection goes to an address, the certificate is that of the name. */
class GuardedTlsTest {

  private static final SampleImage PNG = SampleImage.png();
  private static final char[] PASSWORD = "for-tests".toCharArray();

  @TempDir static Path folder;
  private static SSLContext tls;

  /** A certificate of images.example that trusts itself. */
  @BeforeAll
  static void makeCertificate() throws Exception {
    Path file = folder.resolve("store.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=test",
                "-ext",
                "SAN=dns:" + FetchSetup.NAME,
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(made.waitFor()).isZero();
    tls = context(file);
  }

  @Test
  void fetch_certificateOfTheName_isFetched() throws IOException {
    assertThat(fetch(tls, FetchSetup.NAME)).isInstanceOf(ImageFetch.Fetched.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"other." + FetchSetup.NAME, "127.0.0.1"})
  void fetch_certificateOfAnotherName_isRefused(String host) throws IOException {
    assertThat(fetch(tls, host)).isEqualTo(invalid(host));
  }

  @Test
  void fetch_certificateThatNobodyTrusts_isRefused() throws Exception {
    assertThat(fetch(SSLContext.getDefault(), FetchSetup.NAME)).isEqualTo(invalid(FetchSetup.NAME));
  }

  private static ImageFetch invalid(String host) {
    return FetchSetup.failed(
        "the image URL's host %s failed in TLS, or its certificate is not valid".formatted(host));
  }

  private static ImageFetch fetch(SSLContext trusted, String host) throws IOException {
    try (HostileServer server =
        HostileServer.start(
            tls.getServerSocketFactory(), HostileServer.image("image/png", PNG.bytes()))) {
      return FetchSetup.trusting(trusted)
          .fetch("https://%s:%d/a.png".formatted(host, server.port()));
    }
  }

  private static SSLContext context(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted(store));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeyStore trusted(KeyStore keys) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    return trusted;
  }
}
