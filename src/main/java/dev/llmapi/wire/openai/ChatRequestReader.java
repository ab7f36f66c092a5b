package dev.llmapi.wire.openai;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Members;
import dev.llmapi.model.Message;
import dev.llmapi.model.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a client's Chat Completions request (OpenAI's CreateChatCompletionRequest, with
 * OpenRouter's members beside it) in one pass. What nobody here understands stays in {@link
 * Members} and rides along. Images are not decoded. One per request, not thread-safe.
 */
public final class ChatRequestReader {

  private final Cursor cursor;
  private final Slice body;
  private final List<Members.Member> members = new ArrayList<>(16);
  private final SamplingReader sampling;
  private final ToolingReader tooling;
  private final OutputReader output;

  private @Nullable String model;
  private @Nullable List<Message> messages;
  private boolean stream;
  private boolean includeUsage;
  private @Nullable String user;
  private @Nullable String safetyIdentifier;
  private @Nullable String serviceTier;

  private ChatRequestReader(Slice body) throws IOException {
    this.body = body;
    cursor = new Cursor(body);
    sampling = new SamplingReader(cursor);
    tooling = new ToolingReader(cursor);
    output = new OutputReader(cursor);
  }

  /**
   * Reads the request.
   *
   * @param body the whole JSON text; the request keeps slices of it
   * @throws FailureException with the member at fault, when it is not such a request
   */
  public static ChatRequest read(Slice body) {
    try {
      return new ChatRequestReader(body).read();
    } catch (IOException e) {
      throw MalformedBody.failure(e);
    }
  }

  private ChatRequest read() throws IOException {
    cursor.start();
    int from = cursor.bytes().start();
    cursor.objectWithNulls(this::readMember);
    Slice object = cursor.bytes().from(from);
    cursor.end();
    return new ChatRequest(
        model(),
        messages(),
        sampling.sampling(),
        tooling.tooling(),
        output.output(),
        stream,
        includeUsage,
        safetyIdentifier != null ? safetyIdentifier : user,
        serviceTier,
        new Members(object, members, cursor.unread()));
  }

  private String model() {
    if (model == null) {
      throw missing("model");
    }
    if (model.isBlank()) {
      throw FailureException.of(FailureKind.INVALID_VALUE, "'model' is empty.", "model");
    }
    return model;
  }

  private List<Message> messages() {
    if (messages == null) {
      throw missing("messages");
    }
    if (messages.isEmpty()) {
      throw FailureException.of(
          FailureKind.INVALID_VALUE,
          "'messages' is empty; it needs one message at least.",
          "messages");
    }
    return messages;
  }

  private static FailureException missing(String name) {
    return FailureException.of(
        FailureKind.MISSING_PARAMETER, "Missing required parameter: '" + name + "'.", name);
  }

  private void readMember(String name) throws IOException {
    for (Members.Member member : members) {
      if (member.name().equals(name)) {
        throw cursor.fail("stands twice in the body.");
      }
    }
    int valueFrom = cursor.bytes().start();
    if (!cursor.isNull()) {
      readValue(name);
    }
    TokenBytes bytes = cursor.bytes();
    int valueTo = cursor.isString() ? bytes.stringEnd() : bytes.from(valueFrom).to();
    members.add(new Members.Member(name, nameStart(valueFrom), valueFrom, valueTo));
  }

  /**
   * The opening quote of the name whose value begins at {@code valueFrom}: back over white space to
   * the colon, on to the closing quote, and on to the first quote that no backslash escapes.
   */
  private int nameStart(int valueFrom) {
    byte[] bytes = body.array();
    int at = valueFrom - 1;
    while (bytes[at] != ':') {
      at--;
    }
    while (bytes[at] != '"') {
      at--;
    }
    at--;
    while (bytes[at] != '"' || bytes[at - 1] == '\\') {
      at--;
    }
    return at;
  }

  private void readValue(String name) throws IOException {
    switch (name) {
      case "model" -> model = cursor.string();
      case "messages" -> messages = new MessageReader(cursor).readMessages();
      case "stream" -> stream = cursor.bool();
      case "stream_options" -> cursor.object(this::readStreamOption);
      case "user" -> user = cursor.string();
      case "safety_identifier" -> safetyIdentifier = cursor.string();
      case "service_tier" -> serviceTier = cursor.string();
      default -> {
        if (!sampling.read(name) && !tooling.read(name) && !output.read(name)) {
          readCarried(name);
        }
      }
    }
  }

  /** What is carried on or dropped as it stands; of OpenAI's own members the type is known. */
  private void readCarried(String name) throws IOException {
    switch (name) {
      case "audio",
          "logit_bias",
          "metadata",
          "prediction",
          "prompt_cache_options",
          "web_search_options" ->
          cursor.skipObject();
      case "prompt_cache_key", "prompt_cache_retention" -> cursor.string();
      case "store" -> cursor.bool();
      default -> cursor.skip(); // A string of megabytes is not decoded.
    }
  }

  private void readStreamOption(String name) throws IOException {
    switch (name) {
      case "include_usage" -> includeUsage = cursor.bool();
      case "include_obfuscation" -> {
        if (cursor.bool()) {
          cursor.leaveUnread();
        }
      }
      default -> cursor.leaveUnread();
    }
  }
}
