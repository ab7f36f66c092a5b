package dev.llmapi.aws;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * Gets credentials as a function with SnapStart does, from an endpoint that stands in for Lambda's
 * own: for rehearsing that. It reads no file.
 */
public final class RehearsalCredentials implements AwsCredentialsProvider {

  private static final String ENDPOINT =
      SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property();

  private final URI endpoint;
  private final DefaultCredentialsProvider provider =
      DefaultCredentialsProvider.builder()
          .profileFile(() -> ProfileFile.aggregator().build())
          .build();

  public RehearsalCredentials(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** The SDK takes the endpoint from the environment or from a system property only. */
  @Override
  public AwsCredentials resolveCredentials() {
    System.setProperty(ENDPOINT, endpoint.toString());
    try {
      return provider.resolveCredentials();
    } finally {
      System.clearProperty(ENDPOINT);
    }
  }
}
