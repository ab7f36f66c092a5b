package dev.llmapi.catalog;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Message;
import dev.llmapi.model.Part;
import dev.llmapi.model.ReasoningEffort;
import dev.llmapi.model.ResponseFormat;
import dev.llmapi.model.Tool;
import dev.llmapi.model.ToolChoice;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
  TEMPERATURE("temperature", r -> differs(r.sampling().temperature(), 1)),
  TOP_P("top_p", r -> differs(r.sampling().topP(), 1)),
  TOP_P_BESIDE_TEMPERATURE("top_p.beside_temperature", Parameter::hasTemperatureAndTopP),
  TOP_K("top_k", r -> r.sampling().topK() != null),
  TEMPERATURE_WHILE_THINKING(
      "temperature.while_thinking",
      r -> asksForThinking(r) && differs(r.sampling().temperature(), 1)),
  TOP_P_WHILE_THINKING(
      "top_p.while_thinking", r -> asksForThinking(r) && isBelowThinkingRange(r.sampling().topP())),
  TOP_K_WHILE_THINKING(
      "top_k.while_thinking", r -> asksForThinking(r) && r.sampling().topK() != null),
  PRESENCE_PENALTY("presence_penalty", r -> differs(r.sampling().presencePenalty(), 0)),
  FREQUENCY_PENALTY("frequency_penalty", r -> differs(r.sampling().frequencyPenalty(), 0)),
  SEED("seed", r -> r.sampling().seed() != null),
  STOP("stop", r -> !r.sampling().stop().isEmpty()),
  N("n", r -> r.sampling().n() > 1),
  LOGPROBS("logprobs", r -> r.sampling().logprobs()),
  TOP_LOGPROBS("top_logprobs", r -> differs(r.sampling().topLogprobs(), 0)),
  TOOLS("tools", r -> !r.tooling().tools().isEmpty()),
  CUSTOM_TOOL("tool.custom", Parameter::hasCustomTool),
  TOOL_CHOICE("tool_choice", Parameter::choosesTools),
  PARALLEL_TOOL_CALLS("parallel_tool_calls", Parameter::forbidsParallelCalls),
  JSON_OBJECT(
      "response_format.json_object", r -> r.output().format() instanceof ResponseFormat.JsonObject),
  JSON_SCHEMA(
      "response_format.json_schema", r -> r.output().format() instanceof ResponseFormat.JsonSchema),
  REASONING_EFFORT("reasoning_effort", Parameter::asksForEffort),
  NO_REASONING("reasoning_effort.none", r -> r.output().reasoningEffort() == ReasoningEffort.NONE),
  REASONING_BESIDE_FORCED_CALL(
      "reasoning_effort.beside_forced_call", r -> asksForThinking(r) && forcesCall(r)),
  VERBOSITY("verbosity", r -> differs(r.output().verbosity(), Set.of("medium"))),
  IMAGE_OUTPUT("modalities.image", r -> r.output().images()),
  AUDIO_OUTPUT("modalities.audio", Parameter::asksForAudio),
  IMAGE_CONFIG("image_config", r -> !r.output().imageConfig().isEmpty()),
  SERVICE_TIER("service_tier", r -> differs(r.serviceTier(), Set.of("auto", "default"))),
  IMAGE_INPUT("image_url", "messages", part -> part instanceof Part.Image),
  AUDIO_INPUT("input_audio", "messages", part -> part instanceof Part.Audio),
  FILE("file", "messages", part -> part instanceof Part.File),
  FILE_ID(
      "file.file_id", "messages", part -> part instanceof Part.File file && file.fileId() != null);

  /** Those without which the request would mean something else: a table may only refuse them. */
  static final Set<Parameter> NOT_TO_BE_DROPPED =
      Set.of(CUSTOM_TOOL, IMAGE_OUTPUT, AUDIO_OUTPUT, IMAGE_INPUT, AUDIO_INPUT, FILE, FILE_ID);

  private static final double LOWEST_THINKING_TOP_P = 0.95;

  private static final Set<String> MEMBERS =
      Arrays.stream(values()).map(Parameter::member).collect(Collectors.toUnmodifiableSet());

  private final String wireName;
  private final String member;
  private final Predicate<ChatRequest> asked;
  // Null where the parameter is a member of the body, not a part of its messages' content.
  private final @Nullable Predicate<Part> part;

  Parameter(String wireName, Predicate<ChatRequest> asked) {
    this.wireName = wireName;
    this.member = wireName.startsWith("tool.") ? "tools" : wireName.split("\\.", 2)[0];
    this.asked = asked;
    this.part = null;
  }

  Parameter(String wireName, String member, Predicate<Part> part) {
    this.wireName = wireName;
    this.member = member;
    this.asked = request -> findPath(request, part).isPresent();
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

  boolean isAskedBy(ChatRequest request) {
    return asked.test(request);
  }

  /** Where the request rests on it: the member, or the first such part of the content. */
  String pathIn(ChatRequest request) {
    return part == null ? member : findPath(request, part).orElse(member);
  }

  /** Whether the member of the body with that name is understood here, by its value. */
  static boolean understands(String member) {
    return MEMBERS.contains(member);
  }

  private static Optional<String> findPath(ChatRequest request, Predicate<Part> wanted) {
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

  private static boolean differs(@Nullable Number value, double neutral) {
    return value != null && value.doubleValue() != neutral;
  }

  private static boolean differs(@Nullable String value, Set<String> neutral) {
    return value != null && !neutral.contains(value);
  }

  private static boolean hasTemperatureAndTopP(ChatRequest request) {
    return request.sampling().temperature() != null && request.sampling().topP() != null;
  }

  private static boolean hasCustomTool(ChatRequest request) {
    return request.tooling().tools().stream().anyMatch(tool -> tool instanceof Tool.Custom);
  }

  private static boolean choosesTools(ChatRequest request) {
    return !request.tooling().tools().isEmpty()
        && !(request.tooling().choice() instanceof ToolChoice.Auto);
  }

  private static boolean forcesCall(ChatRequest request) {
    return switch (request.tooling().choice()) {
      case ToolChoice.Auto _, ToolChoice.None _ -> false;
      case ToolChoice.Required _, ToolChoice.Named _ -> choosesTools(request);
      case ToolChoice.Allowed allowed -> allowed.required();
    };
  }

  private static boolean forbidsParallelCalls(ChatRequest request) {
    return !request.tooling().tools().isEmpty() && !request.tooling().parallel();
  }

  private static boolean asksForEffort(ChatRequest request) {
    ReasoningEffort effort = request.output().reasoningEffort();
    return effort != null && effort != ReasoningEffort.NONE;
  }

  private static boolean asksForThinking(ChatRequest request) {
    return asksForEffort(request) || request.output().reasoningMaxTokens() != null;
  }

  /** Anthropic lets a thinking model have a top_p from 0.95 to 1. */
  private static boolean isBelowThinkingRange(@Nullable Double topP) {
    return topP != null && topP < LOWEST_THINKING_TOP_P;
  }

  /** The model of chat knows no sound going out, so the body itself is asked. */
  private static boolean asksForAudio(ChatRequest request) {
    return request
        .members()
        .findValue("modalities")
        .filter(value -> value.text().text().contains("\"audio\""))
        .isPresent();
  }
}
