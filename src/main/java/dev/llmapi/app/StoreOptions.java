package dev.llmapi.app;

import dev.llmapi.app.config.ConfigurationException;
import dev.llmapi.app.config.ProviderSettings;
import dev.llmapi.app.config.Settings;
import dev.llmapi.app.config.yaml.DurationText;
import dev.llmapi.aws.dynamodb.DynamoSettings;
import dev.llmapi.embedded.Fsync;
import dev.llmapi.policy.Lease;
import dev.llmapi.policy.LeaseTerms;
import dev.llmapi.policy.LeaseTerms.Unsettled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says of the stores.
 *
 * @param table the DynamoDB table; without one, the store is an embedded one
 * @param patience for one answer of the table
 * @param fsync of the embedded store
 */
public record StoreOptions(
    Optional<String> table, Duration patience, Fsync fsync, LeaseTerms terms) {

  static final String LEASE = "LLMAPI_LEASE";
  static final String UNSETTLED = "LLMAPI_UNSETTLED";
  static final String PATIENCE = "LLMAPI_STORE_PATIENCE";

  /** How far clocks may differ, for calls that may take longer than the usual lease is. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(6);

  /**
   * Reads the variables.
   *
   * @throws ConfigurationException with every fault, when there is one
   */
  public static StoreOptions of(Settings settings, Map<String, String> environment) {
    List<String> problems = new ArrayList<>();
    Duration longest = longestCall(settings);
    Duration lease =
        duration(environment, LEASE, problems)
            .orElse(longer(Lease.LONGEST, longest.plus(CLOCKS_DIFFER)));
    if (lease.compareTo(longest) < 0) {
      problems.add(
          LEASE
              + ": is shorter than a call may take (timeouts.total, %d ms); write at least that, better some minutes more"
                  .formatted(longest.toMillis()));
    }
    Unsettled unsettled = unsettled(environment, problems);
    Duration patience = duration(environment, PATIENCE, problems).orElse(DynamoSettings.PATIENCE);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new StoreOptions(
        find(environment, DynamoSettings.TABLE_VARIABLE),
        patience,
        settings.store().fsyncsAlways() ? Fsync.ALWAYS : Fsync.EACH_SECOND,
        new LeaseTerms(lease, unsettled));
  }

  private static Duration longestCall(Settings settings) {
    Duration longest = settings.timeouts().total();
    for (ProviderSettings provider : settings.providers().values()) {
      longest = longer(longest, provider.deadlines().total());
    }
    return longest;
  }

  private static Unsettled unsettled(Map<String, String> environment, List<String> problems) {
    String text = find(environment, UNSETTLED).orElse("count");
    return switch (text) {
      case "count" -> Unsettled.COUNTED;
      case "release" -> Unsettled.RELEASED;
      default -> {
        problems.add(UNSETTLED + ": \"" + text + "\" is neither count nor release");
        yield Unsettled.COUNTED;
      }
    };
  }

  private static Optional<Duration> duration(
      Map<String, String> environment, String name, List<String> problems) {
    Optional<String> text = find(environment, name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> duration = text.flatMap(DurationText::parse).filter(Duration::isPositive);
    if (duration.isEmpty()) {
      problems.add(name + ": \"" + text.get() + "\" is no duration; write 500ms, 5s, 20m or 1h");
    }
    return duration;
  }

  private static Optional<String> find(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(t -> !t.isEmpty());
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
