package dev.llmapi.app;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.catalog.LifeCycle;
import dev.llmapi.catalog.LifeCycle.Status;
import dev.llmapi.catalog.ModelCard;
import dev.llmapi.catalog.Models;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.pipeline.Candidate;
import dev.llmapi.pipeline.Planner;
import dev.llmapi.pipeline.Preferences;
import dev.llmapi.pricing.Offer;
import dev.llmapi.pricing.PriceBook;
import dev.llmapi.pricing.PriceCard;
import dev.llmapi.provider.Provider;
import dev.llmapi.provider.ProviderKind;
import dev.llmapi.wire.json.BodyWriter;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The models of the providers that are up, in OpenAI's shape with OpenRouter's members beside it. A
 * host takes models that nobody listed; those are found by asking for one by its name. Thread-safe.
 */
final class ModelList {

  /** A day that stands for "not known" where OpenAI's clients expect a number. */
  private static final long UNKNOWN_CREATED = 0;

  /** One entry: the name at the gateway, and what the catalogue knows of it. */
  private record Entry(
      String id,
      String owner,
      @Nullable Provider provider,
      @Nullable ModelCard card,
      Optional<LifeCycle> life) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Planner planner;
  private final PriceBook prices;
  private final LivingModels living;

  ModelList(
      Map<String, Provider> providers,
      Map<String, List<String>> aliases,
      Models catalogue,
      Planner planner,
      PriceBook prices,
      LivingModels living) {
    this.planner = planner;
    this.prices = prices;
    this.living = living;
    aliases
        .keySet()
        .forEach(
            name -> entries.put(name, new Entry(name, "llmapi", null, null, Optional.empty())));
    providers.forEach((name, provider) -> {
      for (ModelCard card : catalogue.of(provider.platform())) {
        String id = name + "/" + card.id();
        Optional<LifeCycle> life = living.find(provider, card.id());
        entries.put(id, new Entry(id, name, provider, card, life));
      }
    });
  }

  /**
   * All that are not retired; prices and life-cycles are those of today. A retired one is still
   * found by its name.
   */
  byte[] list() {
    LocalDate today = living.today();
    return BodyWriter.write(
            (body, json) -> {
              json.writeStartObject();
              json.writeStringField("object", "list");
              json.writeArrayFieldStart("data");
              for (Entry entry : entries.values()) {
                if (!isRetired(entry.life(), today)) {
                  write(json, entry, today);
                }
              }
              json.writeEndArray();
              json.writeEndObject();
            })
        .joined();
  }

  private static boolean isRetired(Optional<LifeCycle> life, LocalDate day) {
    return life.filter(each -> each.statusOn(day) == Status.RETIRED).isPresent();
  }

  /**
   * One model.
   *
   * @throws FailureException MODEL_NOT_FOUND when nothing here answers to the name
   */
  byte[] one(String id) {
    Entry entry = Optional.ofNullable(entries.get(id)).orElseGet(() -> unlisted(id));
    return BodyWriter.write((body, json) -> write(json, entry, living.today())).joined();
  }

  /** A bare name's model, or one that its host may have or had; the sandbox has no more. */
  private Entry unlisted(String id) {
    Candidate candidate = planner.plan(id, Preferences.NONE).getFirst();
    Provider provider = candidate.provider();
    String prefix = provider.name() + "/";
    String asked = id.startsWith(prefix) ? id.substring(prefix.length()) : id;
    Optional<LifeCycle> life = living.find(provider, asked);
    if (isRetired(life, living.today())) {
      return new Entry(prefix + asked, provider.name(), provider, null, life);
    }
    Entry listed = entries.get(candidate.name());
    if (listed == null && provider.kind() == ProviderKind.SANDBOX) {
      throw FailureException.of(
          FailureKind.MODEL_NOT_FOUND,
          "The sandbox has no such model. GET /v1/models lists those that it has.",
          "model");
    }
    return Optional.ofNullable(listed)
        .orElseGet(() -> new Entry(id, provider.name(), provider, null, life));
  }

  private void write(JsonGenerator json, Entry entry, LocalDate today) throws IOException {
    ModelCard card = entry.card();
    json.writeStartObject();
    json.writeStringField("id", entry.id());
    json.writeStringField("object", "model");
    json.writeNumberField("created", created(card));
    json.writeStringField("owned_by", entry.owner());
    if (card != null) {
      if (card.contextTokens() != null) {
        json.writeNumberField("context_length", card.contextTokens());
      }
      json.writeObjectFieldStart("architecture");
      writeStrings(json, "input_modalities", card.input());
      writeStrings(json, "output_modalities", card.output());
      json.writeEndObject();
      if (card.maxOutputTokens() != null) {
        json.writeObjectFieldStart("top_provider");
        json.writeNumberField("max_completion_tokens", card.maxOutputTokens());
        json.writeEndObject();
      }
    }
    if (!isRetired(entry.life(), today)) {
      writePrices(json, entry, today);
    }
    writeLife(json, entry, today);
    json.writeEndObject();
  }

  /** OpenRouter's {@code pricing}: USD a token; the owner's, too, of a model that is not listed. */
  private void writePrices(JsonGenerator json, Entry entry, LocalDate today) throws IOException {
    Provider provider = entry.provider();
    if (provider == null) {
      return;
    }
    ModelCard card = entry.card();
    String prefix = provider.name() + "/";
    String model =
        card != null
            ? card.id()
            : entry.id().startsWith(prefix) ? entry.id().substring(prefix.length()) : entry.id();
    Optional<PriceCard> price =
        prices.find(new Offer(entry.owner(), provider.platform(), model), today);
    if (price.isPresent()) {
      json.writeObjectFieldStart("pricing");
      for (Map.Entry<String, String> each : price.get().pricing().entrySet()) {
        json.writeStringField(each.getKey(), each.getValue());
      }
      json.writeEndObject();
    }
  }

  /** OpenRouter's {@code expiration_date}; {@code replaced_by} is what to ask instead. */
  private void writeLife(JsonGenerator json, Entry entry, LocalDate today) throws IOException {
    if (entry.life().isEmpty()) {
      return;
    }
    LifeCycle life = entry.life().get();
    json.writeStringField("status", life.statusOn(today).wireName());
    if (life.shutdownOn() != null) {
      json.writeStringField("expiration_date", life.shutdownOn().toString());
    }
    Optional<String> successor = living.successor(life);
    if (successor.isPresent()) {
      json.writeStringField("replaced_by", entry.owner() + "/" + successor.get());
    }
  }

  private static long created(@Nullable ModelCard card) {
    return card == null || card.created() == null
        ? UNKNOWN_CREATED
        : card.created().atStartOfDay(ZoneOffset.UTC).toEpochSecond();
  }

  private static void writeStrings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
