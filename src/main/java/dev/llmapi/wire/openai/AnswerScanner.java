package dev.llmapi.wire.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Usage;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one pass of {@link AnswerScan}. One per answer or chunk, not thread-safe. */
final class AnswerScanner {

  private static final int DELTA_FRAME_BYTES = "\"content\":\"\"}".length();
  private static final int ROLE_BYTES = "\"role\":\"assistant\",".length();

  /** OpenRouter's names for it, and that of most other hosts. */
  private static final Set<String> REASONING =
      Set.of("reasoning", "reasoning_details", "reasoning_content");

  private final Slice json;
  private final JsonParser parser;
  private String id = "";
  private long createdSeconds;
  private String model = "";
  private String tier = "";
  private int choices;
  private int finished;
  private long seenIndexes;
  private long finishedIndexes;
  private boolean startsRole;
  private boolean failed;
  private @Nullable Usage usage;
  private AnswerScan.@Nullable UsagePlace usagePlace;
  private int producedBytes;
  private boolean thinks;
  private boolean answers;

  AnswerScanner(Slice json) throws IOException {
    this.json = json;
    this.parser = Json.parser(json);
  }

  AnswerScan scan() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("not an object");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      member(name, parser.nextToken());
    }
    int end = offset() - 1;
    if (parser.nextToken() != null) {
      throw new IOException("goes on");
    }
    if (failed) {
      throw new FailureException(Failure.of(FailureKind.UPSTREAM_ERROR, "The provider failed."));
    }
    return new AnswerScan(
        id,
        createdSeconds,
        model,
        choices,
        finished,
        startsRole,
        usage == null ? null : usage.withTier(tier),
        usagePlace,
        end,
        seenIndexes,
        finishedIndexes,
        producedBytes,
        thinks && !answers);
  }

  /** Where the bytes read so far end in the array. */
  private int offset() {
    return json.from() + (int) parser.currentLocation().getByteOffset();
  }

  private void member(String name, JsonToken token) throws IOException {
    switch (name) {
      case "id" -> id = text(token);
      case "created" -> created(token);
      case "model" -> model = text(token);
      case "service_tier" -> tier = text(token);
      case "choices" -> choices(token);
      case "usage" -> usage(token);
      case "error" -> error(token);
      default -> parser.skipChildren();
    }
  }

  private String text(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    parser.skipChildren();
    return "";
  }

  private void created(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      createdSeconds = parser.getLongValue();
    } else {
      parser.skipChildren();
    }
  }

  private void usage(JsonToken token) throws IOException {
    int from = json.from() + (int) parser.currentTokenLocation().getByteOffset();
    boolean takesCost = false;
    if (token == JsonToken.START_OBJECT) {
      UsageReader.Told told = UsageReader.read(parser);
      usage = told.usage();
      takesCost = told.takesCost();
    } else {
      var _ = text(token); // A string is read to its end by that.
    }
    usagePlace = new AnswerScan.UsagePlace(from, offset(), takesCost);
  }

  private void error(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NULL
        || token == JsonToken.VALUE_FALSE
        || (token == JsonToken.VALUE_STRING && parser.getText().isEmpty())) {
      return;
    }
    int from = json.from() + (int) parser.currentTokenLocation().getByteOffset();
    if (token == JsonToken.VALUE_STRING) {
      parser.getText();
    }
    parser.skipChildren();
    int to = json.from() + (int) parser.currentLocation().getByteOffset();
    throw new FailureException(ErrorReader.readInBand(new Slice(json.array(), from, to)));
  }

  private void choices(JsonToken token) throws IOException {
    if (token != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      choices++;
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        choice();
      } else {
        parser.skipChildren();
      }
    }
  }

  private void choice() throws IOException {
    int finishedBefore = finished;
    int index = 0;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (name.equals("finish_reason") && token == JsonToken.VALUE_STRING) {
        String reason = parser.getText();
        // Some hosts write an empty one where OpenAI writes null.
        finished += reason.isEmpty() ? 0 : 1;
        failed |= reason.equals("error");
      } else if (name.equals("delta") && token == JsonToken.START_OBJECT) {
        startsRole |= produced();
      } else if (name.equals("message") && token == JsonToken.START_OBJECT) {
        var _ = produced();
      } else if (name.equals("index") && token == JsonToken.VALUE_NUMBER_INT) {
        index = parser.getIntValue();
      } else {
        parser.skipChildren();
      }
    }
    seenIndexes |= 1L << index;
    if (finished > finishedBefore) {
      finishedIndexes |= 1L << index;
    }
  }

  /** Measures a delta or a message; whether it names its role. */
  private boolean produced() throws IOException {
    boolean namesRole = false;
    boolean holdsMore = false;
    int from = offset() + DELTA_FRAME_BYTES;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_STRING && name.equals("role")) {
        namesRole = true;
        from += ROLE_BYTES;
      } else if (!isEmpty(token)) {
        holdsMore = true;
        boolean thought = REASONING.contains(name);
        thinks |= thought;
        answers |= !thought;
      }
      parser.skipChildren();
    }
    producedBytes += holdsMore ? Math.max(0, offset() - from) : 0;
    return namesRole;
  }

  /** Hosts open a choice with members that hold nothing yet, such as {@code "refusal":null}. */
  private boolean isEmpty(JsonToken token) {
    int from = json.from() + (int) parser.currentTokenLocation().getByteOffset();
    byte next = json.array()[Math.min(from + 1, json.to() - 1)];
    return switch (token) {
      case VALUE_NULL -> true;
      case VALUE_STRING -> next == '"';
      case START_ARRAY -> next == ']';
      case START_OBJECT -> next == '}';
      default -> false;
    };
  }
}
