package dev.llmapi.wire.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Usage;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads OpenAI's {@code usage} object (providers.md 1.4). Nulls count as 0, and so does what is no
 * number; some hosts write {@code 7.0}. One per object.
 */
public final class UsageReader {

  /** No call has as many; with this bound sums stay whole numbers for JavaScript too. */
  private static final long MAX_TOKENS = 1L << 52;

  private long prompt;
  private long cached;
  private long cacheWrite;
  private long promptImage;
  private long completion;
  private long reasoning;
  private long completionImage;
  private long promptAudio;
  private long completionAudio;
  private long cachedImage;
  private long cachedAudio;

  private boolean hasMembers;
  private boolean tellsCost;

  /**
   * What was read.
   *
   * @param takesCost whether {@code cost} may be put behind its members: it has some, and none of
   *     that name, as OpenRouter's has
   */
  record Told(Usage usage, boolean takesCost) {}

  private UsageReader() {}

  /** Reads the object at which the parser stands. */
  static Told read(JsonParser parser) throws IOException {
    UsageReader reader = new UsageReader();
    reader.readObject(parser, "");
    return new Told(
        new Usage(
            reader.prompt,
            reader.cached,
            reader.cacheWrite,
            reader.promptImage,
            reader.completion,
            reader.reasoning,
            reader.completionImage,
            reader.promptAudio,
            reader.completionAudio,
            new Usage.CachedKinds(reader.cachedImage, reader.cachedAudio),
            ""),
        reader.hasMembers && !reader.tellsCost);
  }

  /** Reads a whole {@code usage} value; empty where it is no object. */
  public static Optional<Usage> read(Slice json) {
    try (JsonParser parser = Json.parser(json)) {
      return parser.nextToken() == JsonToken.START_OBJECT
          ? Optional.of(read(parser).usage())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether {@code cost} may be put behind the members of a whole {@code usage} value: it has some,
   * and none of that name.
   */
  public static boolean takesCost(Slice json) {
    try (JsonParser parser = Json.parser(json)) {
      int members = 0;
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          if (parser.currentName().equals("cost")) {
            return false;
          }
          parser.nextToken();
          parser.skipChildren();
          members++;
        }
      }
      return members > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void readObject(JsonParser parser, String parent) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      hasMembers = true;
      tellsCost |= parent.isEmpty() && name.equals("cost");
      switch (parser.nextToken()) {
        case START_OBJECT -> {
          if (parent.isEmpty() || name.equals("cached_tokens_details")) {
            readObject(parser, parent.isEmpty() ? name : parent + "." + name);
          } else {
            parser.skipChildren();
          }
        }
        case START_ARRAY -> parser.skipChildren();
        case VALUE_NUMBER_INT -> take(parent, name, count(parser));
        case VALUE_NUMBER_FLOAT -> take(parent, name, countOfDecimal(parser));
        default -> {
          // null, a string: not a count
        }
      }
    }
  }

  private static long count(JsonParser parser) throws IOException {
    boolean fits = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    return fits ? Math.clamp(parser.getLongValue(), 0, MAX_TOKENS) : 0;
  }

  private static long countOfDecimal(JsonParser parser) throws IOException {
    return Math.clamp((long) Math.ceil(parser.getDoubleValue()), 0, MAX_TOKENS);
  }

  private void take(String parent, String name, long count) {
    switch (parent.isEmpty() ? name : parent + "." + name) {
      case "prompt_tokens" -> prompt = count;
      case "prompt_tokens_details.cached_tokens" -> cached = count;
      case "prompt_tokens_details.cache_write_tokens" -> cacheWrite = count;
      case "prompt_tokens_details.image_tokens" -> promptImage = count;
      case "prompt_tokens_details.audio_tokens" -> promptAudio = count;
      case "prompt_tokens_details.cached_tokens_details.image_tokens" -> cachedImage = count;
      case "prompt_tokens_details.cached_tokens_details.audio_tokens" -> cachedAudio = count;
      case "completion_tokens" -> completion = count;
      case "completion_tokens_details.reasoning_tokens" -> reasoning = count;
      case "completion_tokens_details.image_tokens" -> completionImage = count;
      case "completion_tokens_details.audio_tokens" -> completionAudio = count;
      default -> {
        // a member that we do not bill by
      }
    }
  }
}
