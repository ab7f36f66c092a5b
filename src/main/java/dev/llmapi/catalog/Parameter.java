package dev.llmapi.catalog;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Part;
import dev.llmapi.model.Reasoning;
import dev.llmapi.model.ReasoningEffort;
import dev.llmapi.model.ResponseFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that the model of chat understands, each with how to see whether a request rests
 * on it: a value that says no more than the default (n=1, penalties of 0, tool_choice auto) counts
 * as not given. Those that it does not understand are known by name only, from the body's members.
 */
// The predicates hold no state, though their type does not say so.
@SuppressWarnings("ImmutableEnumChecker")
enum Parameter {
  TEMPERATURE("temperature", r -> Asked.differs(r.sampling().temperature(), 1)),
  TEMPERATURE_ABOVE_ONE("temperature.above_one", Asked::isHot),
  TOP_P("top_p", r -> Asked.differs(r.sampling().topP(), 1)),
  TOP_P_BESIDE_TEMPERATURE("top_p.beside_temperature", Asked::hasTemperatureAndTopP),
  TOP_K("top_k", r -> r.sampling().topK() != null),
  TEMPERATURE_WHILE_THINKING(
      "temperature.while_thinking",
      r -> Asked.thinks(r) && Asked.differs(r.sampling().temperature(), 1)),
  TOP_P_WHILE_THINKING(
      "top_p.while_thinking",
      r -> Asked.thinks(r) && Asked.isBelowThinkingRange(r.sampling().topP())),
  TOP_K_WHILE_THINKING("top_k.while_thinking", r -> Asked.thinks(r) && r.sampling().topK() != null),
  PRESENCE_PENALTY("presence_penalty", r -> Asked.differs(r.sampling().presencePenalty(), 0)),
  FREQUENCY_PENALTY("frequency_penalty", r -> Asked.differs(r.sampling().frequencyPenalty(), 0)),
  SEED("seed", r -> r.sampling().seed() != null),
  STOP("stop", r -> !r.sampling().stop().isEmpty()),
  BLANK_STOP("stop.blank", r -> r.sampling().stop().stream().anyMatch(String::isBlank)),
  N("n", r -> r.sampling().n() > 1),
  MAX_TOKENS_TWICE(
      "max_tokens.beside_max_completion_tokens",
      r -> Asked.names(r, "max_tokens") && Asked.names(r, "max_completion_tokens")),
  LOGPROBS("logprobs", r -> r.sampling().logprobs()),
  TOP_LOGPROBS("top_logprobs", r -> Asked.differs(r.sampling().topLogprobs(), 0)),
  TOP_LOGPROBS_ALONE(
      "top_logprobs.without_logprobs",
      r -> Asked.differs(r.sampling().topLogprobs(), 0) && !r.sampling().logprobs()),
  TOOLS("tools", r -> !r.tooling().tools().isEmpty()),
  CUSTOM_TOOL("tool.custom", Asked::offersCustomTool),
  STRICT_TOOL("tools.function.strict", Kind.WITHIN, Asked::offersStrictTool),
  OPEN_STRICT_TOOL(
      "tools.function.parameters.additionalProperties",
      Kind.WITHIN,
      Asked::offersStrictToolWithOpenObject),
  CACHED_TOOL("tools.cache_control", Kind.WITHIN, Asked::cachesTool),
  TOOL_CHOICE("tool_choice", Asked::choosesTools),
  FORCED_CALL("tool_choice.forced", Asked::forcesCall),
  TOOL_CHOICE_ALONE("tool_choice.without_tools", Asked::choosesAmongNoTools),
  FUNCTION_CALL_BESIDE_TOOL_CHOICE(
      "function_call.beside_tool_choice",
      r -> Asked.names(r, "function_call") && Asked.names(r, "tool_choice")),
  PARALLEL_TOOL_CALLS("parallel_tool_calls", Asked::forbidsParallelCalls),
  PARALLEL_CALLS_ALONE(
      "parallel_tool_calls.without_tools",
      r -> r.tooling().tools().isEmpty() && !r.tooling().parallel()),
  JSON_OBJECT(
      "response_format.json_object", r -> r.output().format() instanceof ResponseFormat.JsonObject),
  JSON_SCHEMA("response_format.json_schema", Asked::hasSchema),
  SCHEMA_BESIDE_FORCED_CALL(
      "response_format.json_schema.beside_forced_call",
      r -> Asked.hasSchema(r) && Asked.forcesCall(r)),
  SCHEMA_DESCRIPTION(
      "response_format.json_schema.description", Kind.WITHIN, Asked::describesSchema),
  STRICT_SCHEMA("response_format.json_schema.strict", Kind.WITHIN, Asked::hasStrictSchema),
  OPEN_SCHEMA(
      "response_format.json_schema.schema.additionalProperties",
      Kind.WITHIN,
      Asked::hasSchemaWithOpenObject),
  RICH_SCHEMA(
      "response_format.json_schema.schema.in_full", Kind.WITHIN, Asked::hasSchemaBeyondOpenApi),
  REASONING_EFFORT("reasoning_effort", Asked::hasEffort),
  NO_REASONING("reasoning_effort.none", r -> r.output().reasoningEffort() == ReasoningEffort.NONE),
  REASONING_BESIDE_FORCED_CALL(
      "reasoning_effort.beside_forced_call", r -> Asked.thinks(r) && Asked.forcesCall(r)),
  REASONING_BESIDE_SCHEMA(
      "reasoning_effort.beside_json_schema", r -> Asked.thinks(r) && Asked.hasSchema(r)),
  REASONING_WITHOUT_ROOM(
      "reasoning_effort.without_room", r -> Asked.thinks(r) && Asked.hasNoRoomToThink(r)),
  REASONING_AFTER_UNSIGNED_CALL(
      "reasoning_effort.after_unsigned_call",
      r -> Asked.thinks(r) && r.lastCallsLackReasoningOf(Reasoning.Maker.ANTHROPIC)),
  REASONING_EFFORT_BESIDE_MAX_TOKENS(
      "reasoning_effort.beside_max_tokens",
      r -> Asked.hasEffort(r) && r.output().reasoningMaxTokens() != null),
  REASONING_MAX_TOKENS(
      "reasoning.max_tokens", Kind.WITHIN, r -> r.output().reasoningMaxTokens() != null),
  REASONING_EXCLUDED("reasoning.exclude", Kind.WITHIN, Asked::hidesThoughts),
  VERBOSITY("verbosity", r -> Asked.differs(r.output().verbosity(), Set.of("medium"))),
  IMAGE_OUTPUT("modalities.image", r -> r.output().images()),
  AUDIO_OUTPUT("modalities.audio", r -> Asked.leavesUnread(r, "modalities.audio")),
  IMAGE_CONFIG("image_config", r -> !r.output().imageConfig().isEmpty()),
  IMAGE_CONFIG_OTHER("image_config.other", Kind.WITHIN, r -> !Asked.otherImageConfig(r).isEmpty()),
  SERVICE_TIER("service_tier", r -> Asked.differs(r.serviceTier(), Set.of("auto", "default"))),
  FLEX_TIER("service_tier.flex", r -> "flex".equals(r.serviceTier())),
  OTHER_TIER(
      "service_tier.other",
      r -> Asked.differs(r.serviceTier(), Set.of("auto", "default", "flex", "priority", "fast"))),
  USER_BESIDE_SAFETY_IDENTIFIER(
      "user.beside_safety_identifier",
      r -> Asked.names(r, "user") && Asked.names(r, "safety_identifier")),
  PERSONAL_USER("user.personal", Kind.USER, Asked::tellsWhoTheUserIs),
  REASONING_DETAILS("messages.reasoning_details", Kind.WITHIN, Replayed::ofNobodyKnown),
  REASONING_OF_ANTHROPIC(
      "messages.reasoning_details.of_anthropic", Kind.WITHIN, Replayed::ofAnthropic),
  REASONING_OF_GOOGLE("messages.reasoning_details.of_google", Kind.WITHIN, Replayed::ofGoogle),
  REASONING_OF_OTHERS("messages.reasoning_details.of_others", Kind.WITHIN, Replayed::ofOthers),
  UNSIGNED_REASONING(
      "messages.reasoning_details.unsigned", Kind.WITHIN, Replayed::replaysUnsignedThoughts),
  CALL_SIGNATURE("messages.tool_calls.extra_content", Kind.WITHIN, Replayed::signsCall),
  MISSIGNED("messages.tool_calls.extra_content.broken", Kind.WITHIN, Replayed::missignsCall),
  IMAGE_DETAIL("messages.content.image_url.detail", "messages", Asked::hasDetail),
  TOOL_IMAGE_DETAIL(
      "messages.content.image_url.detail.in_tool_result", Kind.WITHIN, Asked::detailsToolImage),
  FILE_NAME(
      "messages.content.file.filename",
      "messages",
      part -> part instanceof Part.File file && file.filename() != null),
  CACHED_TEXT("messages.content.cache_control", "messages", Asked::isCached),
  OTHER_PART("messages.content.type", "messages", part -> part instanceof Part.Other),
  IMAGE_INPUT("image_url", "messages", part -> part instanceof Part.Image),
  AUDIO_INPUT("input_audio", "messages", part -> part instanceof Part.Audio),
  FILE("file", "messages", part -> part instanceof Part.File),
  FILE_ID(
      "file.file_id", "messages", part -> part instanceof Part.File file && file.fileId() != null);

  /** Which member of the body a parameter is. */
  private enum Kind {
    /** One of the body's own, or a value or form of it. */
    WHOLE,
    /** A member further in: when it goes, the one that holds it stays. */
    WITHIN,
    /** The user, who has two names. */
    USER
  }

  /** Those without which the request would mean something else: a table may only refuse them. */
  static final Set<Parameter> NOT_TO_BE_DROPPED =
      Set.of(
          CUSTOM_TOOL,
          FORCED_CALL,
          IMAGE_OUTPUT,
          AUDIO_OUTPUT,
          OTHER_PART,
          IMAGE_INPUT,
          AUDIO_INPUT,
          FILE,
          FILE_ID);

  /** The last name of a variant that is no member of its own, but says when one cannot be had. */
  private static final Set<String> CONDITIONS =
      Set.of(
          "unsigned",
          "in_tool_result",
          "of_anthropic",
          "of_google",
          "of_others",
          "broken",
          "in_full");

  private static final Set<String> MEMBERS =
      Arrays.stream(values())
          .filter(each -> each.kind == Kind.WHOLE && !each.wireName.startsWith("user."))
          .map(Parameter::member)
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> WIRE_NAMES =
      Arrays.stream(values()).map(Parameter::wireName).collect(Collectors.toUnmodifiableSet());

  private final String wireName;
  private final String member;
  private final Kind kind;
  private final Predicate<ChatRequest> asked;
  // Null where the parameter is a member of the body, not a part of its messages' content.
  private final @Nullable Predicate<Part> part;

  Parameter(String wireName, Predicate<ChatRequest> asked) {
    this(wireName, Kind.WHOLE, asked);
  }

  Parameter(String wireName, Kind kind, Predicate<ChatRequest> asked) {
    this.wireName = wireName;
    this.member = wireName.startsWith("tool.") ? "tools" : wireName.split("\\.", 2)[0];
    this.kind = kind;
    this.asked = asked;
    this.part = null;
  }

  Parameter(String wireName, String member, Predicate<Part> part) {
    this.wireName = wireName;
    this.member = member;
    this.kind = Kind.WITHIN;
    this.asked = request -> Asked.findPath(request, part).isPresent();
    this.part = part;
  }

  /** As the tables name it: OpenAI's name, and after a dot a value or form of it. */
  String wireName() {
    return wireName;
  }

  /** The member of the body that it belongs to. */
  String member() {
    return member;
  }

  /** Whether it is one value or form of a member, and not the whole of it. */
  boolean isVariant() {
    return !wireName.equals(member);
  }

  /** Whether the body's member goes when this goes. */
  boolean takesMemberAway() {
    return kind == Kind.WHOLE;
  }

  boolean isAskedBy(ChatRequest request) {
    return asked.test(request);
  }

  /** What the receipt calls it when it is left out: the members that the client wrote. */
  List<String> toldIn(ChatRequest request) {
    return this == IMAGE_CONFIG_OTHER
        ? Asked.otherImageConfig(request)
        : List.of(memberIn(request));
  }

  private String memberIn(ChatRequest request) {
    return switch (kind) {
      case WHOLE -> member;
      case USER -> Asked.names(request, "safety_identifier") ? "safety_identifier" : "user";
      case WITHIN -> {
        if (this == REASONING_EXCLUDED && Asked.names(request, "include_reasoning")) {
          yield "include_reasoning";
        }
        int dot = wireName.lastIndexOf('.');
        yield CONDITIONS.contains(wireName.substring(dot + 1))
            ? wireName.substring(0, dot)
            : wireName;
      }
    };
  }

  /** Where the request rests on it: the member, or the first such part of the content. */
  String pathIn(ChatRequest request) {
    return part == null ? toldIn(request).getFirst() : Asked.findPath(request, part).orElse(member);
  }

  /** Whether the member of the body with that name is understood here, by its value. */
  static boolean understands(String member) {
    return MEMBERS.contains(member);
  }

  /** Whether it is one of these by that name. */
  static boolean isWireName(String name) {
    return WIRE_NAMES.contains(name);
  }
}
