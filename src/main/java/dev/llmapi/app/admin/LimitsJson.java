package dev.llmapi.app.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.policy.Limits;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code limits} in the interface: money in USD as decimals, and whole numbers. */
final class LimitsJson {

  private static final int NANO_DIGITS = 9;
  private static final BigDecimal MOST_USD = new BigDecimal(1_000_000_000);
  private static final Set<String> NAMES =
      Set.of("usd_total", "usd_month", "usd_day", "rpm", "tpm", "parallel", "models");

  private LimitsJson() {}

  /**
   * The limits with those that the object names put in; null takes one away.
   *
   * @throws FailureException INVALID_VALUE, naming the member
   */
  static Limits read(JsonNode object, Limits before) {
    if (object.isMissingNode()) {
      return before;
    }
    if (!object.isObject()) {
      throw wrong("limits", "must be an object");
    }
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!NAMES.contains(name)) {
        throw wrong(
            "limits." + name, "is not a limit; those are " + NAMES.stream().sorted().toList());
      }
    }
    return new Limits(
        usd(object, "usd_total", before.usdTotal()),
        usd(object, "usd_month", before.usdMonth()),
        usd(object, "usd_day", before.usdDay()),
        whole(object, "rpm", before.rpm()),
        whole(object, "tpm", before.tpm()),
        whole(object, "parallel", before.parallel()),
        models(object.path("models"), before.models()));
  }

  private static @Nullable Long usd(JsonNode object, String name, @Nullable Long before) {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      return before;
    }
    if (value.isNull()) {
      return null;
    }
    if (!value.isNumber()
        || !Double.isFinite(value.doubleValue())
        || value.decimalValue().signum() < 0
        || value.decimalValue().compareTo(MOST_USD) > 0) {
      throw wrong("limits." + name, "must be USD, a number from 0 to " + MOST_USD);
    }
    BigDecimal usd = value.decimalValue();
    if (usd.stripTrailingZeros().scale() > NANO_DIGITS) {
      throw wrong("limits." + name, "has more than " + NANO_DIGITS + " decimals");
    }
    return usd.movePointRight(NANO_DIGITS).longValueExact();
  }

  private static @Nullable Long whole(JsonNode object, String name, @Nullable Long before) {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      return before;
    }
    if (value.isNull()) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw wrong("limits." + name, "must be a whole number, 0 or more");
    }
    return value.longValue();
  }

  private static List<String> models(JsonNode value, List<String> before) {
    if (value.isMissingNode()) {
      return before;
    }
    if (value.isNull()) {
      return List.of();
    }
    List<String> models = new ArrayList<>();
    for (JsonNode each : value) {
      if (!each.isTextual() || each.textValue().isBlank() || each.textValue().contains(" ")) {
        throw wrong("limits.models", "must be an array of names such as openai/*");
      }
      models.add(each.textValue());
    }
    if (!value.isArray()) {
      throw wrong("limits.models", "must be an array of names such as openai/*");
    }
    return models;
  }

  static void write(JsonGenerator json, Limits limits) throws IOException {
    json.writeObjectFieldStart("limits");
    writeUsd(json, "usd_total", limits.usdTotal());
    writeUsd(json, "usd_month", limits.usdMonth());
    writeUsd(json, "usd_day", limits.usdDay());
    writeWhole(json, "rpm", limits.rpm());
    writeWhole(json, "tpm", limits.tpm());
    writeWhole(json, "parallel", limits.parallel());
    json.writeArrayFieldStart("models");
    for (String model : limits.models()) {
      json.writeString(model);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeUsd(JsonGenerator json, String name, @Nullable Long nanoUsd)
      throws IOException {
    if (nanoUsd == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, usd(nanoUsd));
    }
  }

  private static void writeWhole(JsonGenerator json, String name, @Nullable Long value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }

  /** Nano-dollars as USD, exact and without an exponent. */
  static BigDecimal usd(long nanoUsd) {
    BigDecimal usd = BigDecimal.valueOf(nanoUsd, NANO_DIGITS).stripTrailingZeros();
    return usd.scale() < 0 ? usd.setScale(0) : usd;
  }

  static FailureException wrong(String path, String what) {
    return FailureException.of(FailureKind.INVALID_VALUE, "'" + path + "' " + what + ".", path);
  }
}
