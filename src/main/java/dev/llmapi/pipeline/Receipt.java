package dev.llmapi.pipeline;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.catalog.Notice;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.json.BodyWriter;
import dev.llmapi.wire.openai.UsageWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway tells of one request: who was tried, who answered, and what was not honoured. It
 * is the {@code llmapi} member of the answer and its headers. One per request; used by one thread.
 */
public final class Receipt {

  /**
   * One call of a provider.
   *
   * @param model the candidate's name, {@code provider/model}
   * @param failure why it failed; absent when it answered
   * @param nanoUsd what it cost; absent where that is nothing, or not known yet
   */
  record Attempt(
      String model,
      String provider,
      @Nullable FailureKind failure,
      long millis,
      @Nullable Long nanoUsd) {

    Attempt withFailure(FailureKind why) {
      return new Attempt(model, provider, why, millis, nanoUsd);
    }

    Attempt withCost(long cost) {
      return new Attempt(model, provider, failure, millis, cost);
    }
  }

  /** Longer names of models are cut; a long answer has left room for no more. */
  private static final int LONGEST_ANSWERED_BY = 128;

  private final String id;
  private final List<Attempt> attempts = new ArrayList<>(1);
  private final Set<String> dropped = new LinkedHashSet<>();
  private @Nullable Candidate candidate;
  private LongSupplier nanoClock = () -> 0;
  private long startNanos;
  private boolean underWay;
  private boolean answered;
  private @Nullable Cost cost;
  private Map<String, String> rates = Map.of();
  private String answeredBy = "";

  Receipt(String id) {
    this.id = id;
  }

  /** The request's id; the header {@code x-request-id} too. */
  public String id() {
    return id;
  }

  /**
   * A candidate is about to be called; what it does not honour replaces what the last one did not.
   */
  void trying(Candidate next, List<String> notHonoured) {
    candidate = next;
    underWay = true;
    dropped.clear();
    dropped.addAll(notHonoured);
  }

  /**
   * The candidate has failed before anything of an answer went out.
   *
   * @param nanoUsd what it may have cost all the same; absent for nothing
   */
  void failed(Candidate tried, FailureKind failure, long millis, @Nullable Long nanoUsd) {
    attempted(tried, failure, millis, nanoUsd);
  }

  private void attempted(
      Candidate tried, @Nullable FailureKind failure, long millis, @Nullable Long nanoUsd) {
    underWay = false;
    attempts.add(new Attempt(tried.name(), tried.provider().name(), failure, millis, nanoUsd));
  }

  /** The candidate is being called now. */
  void start(LongSupplier ticker) {
    nanoClock = ticker;
    startNanos = ticker.getAsLong();
  }

  /** The candidate under way has answered; further calls change nothing. */
  void answered() {
    if (!answered && candidate != null) {
      answered = true;
      attempted(candidate, null, (nanoClock.getAsLong() - startNanos) / 1_000_000, null);
    }
  }

  /** The model that answered, by the provider's own word; empty where it names none. */
  void answeredBy(String model) {
    answeredBy =
        model.length() > LONGEST_ANSWERED_BY ? model.substring(0, LONGEST_ANSWERED_BY) : model;
  }

  /** Who was called last; absent before anybody was. */
  @Nullable Candidate candidate() {
    return candidate;
  }

  /**
   * The call is settled.
   *
   * @param ofAnswer what the attempt that answered cost, in nano-dollars
   */
  void cost(Cost settled, long ofAnswer) {
    cost = settled;
    if (answered && settled.nanoUsd() != null) {
      attempts.addLast(attempts.removeLast().withCost(ofAnswer));
    }
  }

  /** The headers that tell how the caller's rates stand. */
  void rates(Map<String, String> rateHeaders) {
    rates = rateHeaders;
  }

  /** What the call cost, in nano-dollars; absent until it is settled, and where it has no price. */
  @Nullable Long costNanoUsd() {
    return cost == null ? null : cost.nanoUsd();
  }

  /** The candidate under way broke off in mid-answer. */
  void brokeOff(FailureKind failure) {
    if (answered) {
      attempts.addLast(attempts.removeLast().withFailure(failure));
    } else if (candidate != null) {
      answered = true;
      attempted(candidate, failure, (nanoClock.getAsLong() - startNanos) / 1_000_000, null);
    }
  }

  /** The headers that every answer carries, known when its first byte goes out. */
  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-request-id", id);
    if (candidate != null) {
      headers.put("x-llmapi-model", ascii(candidate.name()));
      headers.put("x-llmapi-provider", candidate.provider().name());
      headers.put("x-llmapi-attempts", Integer.toString(triedSoFar()));
      headers.putAll(NoticeHeaders.of(candidate.notices()));
    }
    Long settled = costNanoUsd();
    if (settled != null) {
      headers.put("x-llmapi-cost-usd", Refusals.usd(settled));
    }
    headers.putAll(rates);
    return headers;
  }

  /** Finished attempts, and the one under way. */
  private int triedSoFar() {
    return underWay ? attempts.size() + 1 : attempts.size();
  }

  private static String ascii(String text) {
    return text.replaceAll("[^\\x21-\\x7e]", "?");
  }

  /** The {@code llmapi} object. */
  RawJson json() {
    return new RawJson(
        Slice.of(
            BodyWriter.write(
                    (writer, json) -> {
                      json.writeStartObject();
                      json.writeStringField("id", id);
                      writeModels(json);
                      writeAttempts(json);
                      json.writeArrayFieldStart("dropped");
                      for (String name : dropped) {
                        json.writeString(name);
                      }
                      json.writeEndArray();
                      if (cost != null) {
                        CostWriter.write(json, cost);
                      }
                      json.writeEndObject();
                    })
                .joined()));
  }

  /** What was asked, what was sent, what answered, and what there is to tell of it. */
  private void writeModels(JsonGenerator json) throws IOException {
    if (candidate != null) {
      json.writeStringField("asked", candidate.asked());
      json.writeStringField("model", candidate.name());
      json.writeStringField("provider", candidate.provider().name());
    }
    if (!answeredBy.isEmpty()) {
      json.writeStringField("answered", answeredBy);
    }
    json.writeArrayFieldStart("warnings");
    if (candidate != null) {
      for (Notice notice : candidate.notices()) {
        json.writeString(notice.text());
      }
    }
    json.writeEndArray();
  }

  private void writeAttempts(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("attempts");
    for (Attempt attempt : attempts) {
      json.writeStartObject();
      json.writeStringField("model", attempt.model());
      json.writeStringField("provider", attempt.provider());
      FailureKind failure = attempt.failure();
      json.writeNumberField("status", failure == null ? 200 : failure.status());
      if (failure != null) {
        json.writeStringField("error", Objects.requireNonNullElse(failure.code(), failure.type()));
      }
      json.writeNumberField("ms", attempt.millis());
      if (attempt.nanoUsd() != null) {
        json.writeNumberField("cost_usd", UsageWriter.usd(attempt.nanoUsd()));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
