package dev.llmapi.catalog;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Message;
import dev.llmapi.model.Part;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.ReasoningEffort;
import dev.llmapi.model.ResponseFormat;
import dev.llmapi.model.Tool;
import dev.llmapi.model.ToolChoice;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request rests on: the questions behind {@link Parameter}. */
final class Asked {

  private static final double LOWEST_THINKING_TOP_P = 0.95;

  /** The smallest budget that Anthropic takes for thinking; the output limit must be above it. */
  private static final int LEAST_THINKING_TOKENS = 1024;

  /** Anthropic refuses user ids that are a mail address or a telephone number, and longer ones. */
  private static final Pattern PERSONAL_ID =
      Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+|\\+?[\\d\\s().-]{7,}");

  private static final int MAX_USER_ID_CHARS = 256;

  /** A map: members of any name, which have a schema. */
  private static final Pattern OPEN_OBJECT =
      Pattern.compile("\"additionalProperties\"\\s*:\\s*\\{\\s*[^}\\s]");

  /**
   * Words that OpenAPI 3.0's schemas, as Google has them, do not know. A property of such a name is
   * told too; that does no harm.
   */
  private static final Pattern BEYOND_OPEN_API =
      Pattern.compile(
          "\"(exclusiveM\\w+|multipleOf|uniqueItems|not|if|then|else|prefixItems|\\w*[cC]ontains"
              + "|patternProperties|propertyNames|dependent\\w+|unevaluated\\w+)\"\\s*:"
              + "|\"(enum|const)\"\\s*:\\s*\\[?\\s*[-0-9tf{]");

  private static final Set<String> IMAGE_CONFIG = Set.of("aspect_ratio", "image_size");

  private Asked() {}

  static boolean differs(@Nullable Number value, double neutral) {
    return value != null && value.doubleValue() != neutral;
  }

  static boolean differs(@Nullable String value, Set<String> neutral) {
    return value != null && !neutral.contains(value);
  }

  /** Whether the body has the member, with a value. */
  static boolean names(ChatRequest request, String member) {
    return request
        .members()
        .findValue(member)
        .filter(value -> !value.text().text().equals("null"))
        .isPresent();
  }

  /** Whether the body holds, further in, a member that the model of chat has no place for. */
  static boolean leavesUnread(ChatRequest request, String name) {
    return request.members().nested().stream().anyMatch(nested -> nested.name().equals(name));
  }

  /** The place of the first such part of the messages' content. */
  static Optional<String> findPath(ChatRequest request, Predicate<Part> wanted) {
    List<Message> messages = request.messages();
    for (int m = 0; m < messages.size(); m++) {
      List<Part> content = messages.get(m).content();
      for (int p = 0; p < content.size(); p++) {
        if (wanted.test(content.get(p))) {
          return Optional.of("messages[" + m + "].content[" + p + "]");
        }
      }
    }
    return Optional.empty();
  }

  static boolean hasTemperatureAndTopP(ChatRequest request) {
    return differs(request.sampling().temperature(), 1) && differs(request.sampling().topP(), 1);
  }

  static boolean isHot(ChatRequest request) {
    Double temperature = request.sampling().temperature();
    return temperature != null && temperature > 1;
  }

  static boolean offersCustomTool(ChatRequest request) {
    return request.tooling().tools().stream().anyMatch(Tool.Custom.class::isInstance);
  }

  static boolean offersStrictTool(ChatRequest request) {
    return request.tooling().tools().stream()
        .anyMatch(tool ->
            tool instanceof Tool.Function function && Boolean.TRUE.equals(function.strict()));
  }

  static boolean cachesTool(ChatRequest request) {
    return request.tooling().tools().stream()
        .anyMatch(tool -> tool instanceof Tool.Function function && function.cached());
  }

  static boolean offersStrictToolWithOpenObject(ChatRequest request) {
    return request.tooling().tools().stream()
        .anyMatch(tool ->
            tool instanceof Tool.Function(_, _, RawJson parameters, Boolean strict, _)
                && Boolean.TRUE.equals(strict)
                && parameters != null
                && hasOpenObject(parameters));
  }

  private static boolean hasOpenObject(RawJson schema) {
    return OPEN_OBJECT.matcher(schema.text().text()).find();
  }

  static boolean choosesTools(ChatRequest request) {
    return !request.tooling().tools().isEmpty()
        && !(request.tooling().choice() instanceof ToolChoice.Auto);
  }

  /** Without tools, that none or any may be called says nothing. */
  static boolean choosesAmongNoTools(ChatRequest request) {
    return request.tooling().tools().isEmpty()
        && !(request.tooling().choice() instanceof ToolChoice.Auto)
        && !(request.tooling().choice() instanceof ToolChoice.None);
  }

  static boolean forcesCall(ChatRequest request) {
    return switch (request.tooling().choice()) {
      case ToolChoice.Auto _, ToolChoice.None _ -> false;
      case ToolChoice.Required _, ToolChoice.Named _ -> choosesTools(request);
      case ToolChoice.Allowed allowed -> allowed.required();
    };
  }

  static boolean forbidsParallelCalls(ChatRequest request) {
    return !request.tooling().tools().isEmpty() && !request.tooling().parallel();
  }

  static boolean hasSchema(ChatRequest request) {
    return request.output().format() instanceof ResponseFormat.JsonSchema;
  }

  static boolean hasSchemaWithOpenObject(ChatRequest request) {
    return request.output().format() instanceof ResponseFormat.JsonSchema format
        && hasOpenObject(format.schema());
  }

  static boolean hasSchemaBeyondOpenApi(ChatRequest request) {
    return request.output().format() instanceof ResponseFormat.JsonSchema format
        && BEYOND_OPEN_API.matcher(format.schema().text().text()).find();
  }

  static boolean describesSchema(ChatRequest request) {
    return request.output().format() instanceof ResponseFormat.JsonSchema schema
        && schema.description() != null;
  }

  static boolean hasStrictSchema(ChatRequest request) {
    return request.output().format() instanceof ResponseFormat.JsonSchema schema
        && Boolean.TRUE.equals(schema.strict());
  }

  static boolean hasEffort(ChatRequest request) {
    ReasoningEffort effort = request.output().reasoningEffort();
    return effort != null && effort != ReasoningEffort.NONE;
  }

  static boolean thinks(ChatRequest request) {
    return hasEffort(request) || request.output().reasoningMaxTokens() != null;
  }

  static boolean hidesThoughts(ChatRequest request) {
    return thinks(request) && request.output().reasoningExcluded();
  }

  /** Anthropic lets a thinking model have a top_p from 0.95 to 1. */
  static boolean isBelowThinkingRange(@Nullable Double topP) {
    return topP != null && topP < LOWEST_THINKING_TOP_P;
  }

  static boolean hasNoRoomToThink(ChatRequest request) {
    Integer limit = request.sampling().maxOutputTokens();
    return limit != null && limit <= LEAST_THINKING_TOKENS;
  }

  static boolean isCached(Part part) {
    return part instanceof Part.Text text && text.cached();
  }

  static boolean hasDetail(Part part) {
    return part instanceof Part.Image image && image.detail() != Part.Detail.AUTO;
  }

  static boolean detailsToolImage(ChatRequest request) {
    return request.messages().stream()
        .filter(Message.ToolResult.class::isInstance)
        .anyMatch(result -> result.content().stream().anyMatch(Asked::hasDetail));
  }

  /** The members of {@code image_config} beside OpenRouter's two, each by its path. */
  static List<String> otherImageConfig(ChatRequest request) {
    return request.output().imageConfig().keySet().stream()
        .filter(name -> !IMAGE_CONFIG.contains(name))
        .map(name -> "image_config." + name)
        .toList();
  }

  /** Whether the user's id is one that a platform which wants opaque ids refuses. */
  static boolean tellsWhoTheUserIs(ChatRequest request) {
    String user = request.user();
    return user != null
        && !user.isEmpty()
        && (user.isBlank()
            || user.length() > MAX_USER_ID_CHARS
            || PERSONAL_ID.matcher(user).matches());
  }
}
