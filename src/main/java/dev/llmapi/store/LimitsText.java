package dev.llmapi.store;

import dev.llmapi.policy.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limits as a store holds them: {@code usdTotal,usdMonth,usdDay,rpm,tpm,parallel|}, then a model a
 * line.
 */
public final class LimitsText {

  private LimitsText() {}

  public static String format(Limits limits) {
    return String.join(
            ",",
            text(limits.usdTotal()),
            text(limits.usdMonth()),
            text(limits.usdDay()),
            text(limits.rpm()),
            text(limits.tpm()),
            text(limits.parallel()))
        + "|"
        + String.join("\n", limits.models());
  }

  public static Limits parse(String text) {
    int bar = text.indexOf('|');
    String[] numbers = text.substring(0, bar).split(",", -1);
    String models = text.substring(bar + 1);
    return new Limits(
        number(numbers[0]),
        number(numbers[1]),
        number(numbers[2]),
        number(numbers[3]),
        number(numbers[4]),
        number(numbers[5]),
        models.isEmpty() ? List.of() : List.of(models.split("\n", -1)));
  }

  private static String text(@Nullable Long number) {
    return number == null ? "" : number.toString();
  }

  private static @Nullable Long number(String text) {
    return text.isEmpty() ? null : Long.valueOf(text);
  }
}
