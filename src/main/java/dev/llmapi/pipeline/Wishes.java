package dev.llmapi.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Members;
import dev.llmapi.pricing.Money;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;

/**
 * What the client asks of the gateway itself, in the {@code llmapi} member.
 *
 * @param maxCostNanoUsd {@code max_cost_usd}: the call shall not be made if it can cost more
 * @param tag {@code llmapi.tags}, by which usage is told, divided by commas
 */
record Wishes(OptionalLong maxCostNanoUsd, String tag) {

  private static final int LONGEST_TAG = 200;
  private static final Wishes NONE = new Wishes(OptionalLong.empty(), "");

  /**
   * Reads the member.
   *
   * @throws FailureException INVALID_VALUE, naming the member that is of another type
   */
  static Wishes of(Members members) {
    Optional<JsonNode> given =
        members.findValue("llmapi").map(raw -> tree(raw.text())).filter(node -> !node.isNull());
    if (given.isEmpty()) {
      return NONE;
    }
    if (!given.get().isObject()) {
      throw wrong("llmapi", "an object");
    }
    return new Wishes(
        usd("llmapi.max_cost_usd", given.get().path("max_cost_usd")), tag(given.get()));
  }

  private static JsonNode tree(dev.llmapi.model.Slice text) {
    try {
      return Json.tree(text);
    } catch (IOException e) {
      throw new IllegalStateException("the reader has let it through", e);
    }
  }

  /** With the ceiling of the header {@code x-llmapi-max-cost-usd}, if that is the lower one. */
  Wishes withHeader(String value) {
    try {
      BigDecimal usd = new BigDecimal(value.strip());
      if (usd.signum() < 0) {
        throw wrong("x-llmapi-max-cost-usd", "USD, a number from 0");
      }
      OptionalLong header = OptionalLong.of(Money.floorNanoUsd(usd));
      boolean lower = maxCostNanoUsd.isEmpty() || header.getAsLong() < maxCostNanoUsd.getAsLong();
      return lower ? new Wishes(header, tag) : this;
    } catch (NumberFormatException e) {
      throw wrong("x-llmapi-max-cost-usd", "USD, a number from 0");
    }
  }

  private static OptionalLong usd(String path, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return OptionalLong.empty();
    }
    if (!isAmount(value)) {
      throw wrong(path, "USD, a number from 0");
    }
    return OptionalLong.of(Money.floorNanoUsd(value.decimalValue()));
  }

  private static boolean isAmount(JsonNode value) {
    return value.isNumber() && value.doubleValue() >= 0 && Double.isFinite(value.doubleValue());
  }

  private static String tag(JsonNode given) {
    JsonNode tags = given.path("tags");
    if (tags.isMissingNode() || tags.isNull()) {
      return "";
    }
    StringJoiner joined = new StringJoiner(",");
    for (JsonNode tag : tags) {
      if (!tag.isTextual()) {
        throw wrong("llmapi.tags", "an array of strings");
      }
      joined.add(tag.textValue());
    }
    if (!tags.isArray() || joined.length() > LONGEST_TAG) {
      throw wrong(
          "llmapi.tags", "an array of strings, %d characters in all".formatted(LONGEST_TAG));
    }
    return joined.toString();
  }

  private static FailureException wrong(String path, String expected) {
    return FailureException.of(
        FailureKind.INVALID_VALUE, "'" + path + "' must be " + expected + ".", path);
  }
}
