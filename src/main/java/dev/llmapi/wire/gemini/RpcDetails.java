package dev.llmapi.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of {@code error.details}, a list of google.rpc messages.
 *
 * @param retryDelay {@code RetryInfo.retryDelay}
 * @param dailyQuota a {@code QuotaFailure} that a pause of less than a day does not heal
 * @param invalidKey {@code ErrorInfo.reason} is API_KEY_INVALID, which Google tells as a 400
 * @see <a href="https://google.aip.dev/193">AIP-193</a>
 */
record RpcDetails(@Nullable Duration retryDelay, boolean dailyQuota, boolean invalidKey) {

  private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000L);

  static RpcDetails of(JsonNode details) {
    Duration retryDelay = null;
    boolean dailyQuota = false;
    boolean invalidKey = false;
    for (JsonNode detail : details) {
      switch (type(detail)) {
        case "RetryInfo" -> retryDelay = parseDuration(detail.path("retryDelay").asText());
        case "QuotaFailure" -> dailyQuota |= isDaily(detail);
        case "ErrorInfo" -> invalidKey |= detail.path("reason").asText().equals("API_KEY_INVALID");
        default -> {}
      }
    }
    return new RpcDetails(retryDelay, dailyQuota, invalidKey);
  }

  /** {@code type.googleapis.com/google.rpc.RetryInfo} without its package. */
  private static String type(JsonNode detail) {
    String type = detail.path("@type").asText();
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private static boolean isDaily(JsonNode quotaFailure) {
    for (JsonNode violation : quotaFailure.path("violations")) {
      if (violation.path("quotaId").asText().contains("PerDay")) {
        return true;
      }
    }
    return false;
  }

  /** Protobuf's JSON of a duration, such as {@code 34.074824224s}; null when it is none. */
  private static @Nullable Duration parseDuration(String text) {
    if (!text.matches("\\d{1,9}(\\.\\d{1,9})?s")) {
      return null;
    }
    BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
    return Duration.ofNanos(seconds.multiply(NANOS_PER_SECOND).longValueExact());
  }
}
