package dev.llmapi.provider.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.provider.sandbox.ChatRequest.Delivery;
import dev.llmapi.provider.sandbox.ChatRequest.Sampling;
import java.util.List;
import java.util.Map;

/** Reads a chat completions request, and refuses with 400 or 404 what OpenAI would refuse. */
final class ChatRequestReader {
  private static final int MOST_STOPS = 4;

  /** Numbers that change nothing here, yet must be in range: name to least and most. */
  private static final Map<String, List<Integer>> IGNORED_NUMBERS =
      Map.of(
          "temperature", List.of(0, 2),
          "top_p", List.of(0, 1),
          "presence_penalty", List.of(-2, 2),
          "frequency_penalty", List.of(-2, 2));

  /** Members that change the meaning of a request and that the sandbox has no answer to. */
  private static final List<String> UNSUPPORTED =
      List.of("audio", "functions", "function_call", "web_search_options");

  private ChatRequestReader() {}

  static ChatRequest read(JsonNode root) {
    if (!root.isObject()) {
      throw new BadRequestException(
          400, "invalid_json", null, "The body of the request must be a JSON object.");
    }
    var request = new Members(root, "");
    var model = readModel(request);
    checkIgnored(request);
    return new ChatRequest(
        model,
        TurnReader.readAll(request),
        readSampling(request),
        readDelivery(request),
        ToolReader.readOffer(request),
        readFormat(request),
        ModalitiesReader.read(request, model));
  }

  private static SandboxModel readModel(Members request) {
    var name = request.needText("model");
    return SandboxModel.find(name)
        .orElseThrow(() ->
            new BadRequestException(
                404,
                "model_not_found",
                "model",
                "The sandbox has no model of this name. Its models are "
                    + String.join(", ", SandboxModel.names())
                    + "."));
  }

  private static void checkIgnored(Members request) {
    IGNORED_NUMBERS.forEach((name, range) -> request.number(name, range.get(0), range.get(1)));
    for (var name : UNSUPPORTED) {
      if (request.find(name).isPresent()) {
        throw new BadRequestException(
            400, "unsupported_parameter", name, "The sandbox does not support '" + name + "'.");
      }
    }
  }

  private static Sampling readSampling(Members request) {
    var limit = request.integer("max_tokens", 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
    return new Sampling(
        request.integer("n", 1, 128, 1),
        request.integer("max_completion_tokens", 1, Integer.MAX_VALUE, limit),
        readStops(request),
        request.number("seed", -0x1p63, 0x1p63).map(Number::longValue).orElse(0L),
        request.text("reasoning_effort").filter(effort -> !effort.equals("none")).orElse(""));
  }

  private static List<String> readStops(Members request) {
    var stop = request.find("stop");
    if (stop.isEmpty()) {
      return List.of();
    }
    var stops = stop.get().isTextual() ? List.of(stop.get()) : request.elements("stop");
    if (stops.size() > MOST_STOPS || stops.stream().anyMatch(node -> !node.isTextual())) {
      throw request.wrongType("stop", "a string or up to 4 strings");
    }
    return stops.stream().map(JsonNode::textValue).filter(text -> !text.isEmpty()).toList();
  }

  private static Delivery readDelivery(Members request) {
    var stream = request.flag("stream", false);
    var options = request.members("stream_options");
    if (options.isPresent() && !stream) {
      throw BadRequestException.invalid(
          "stream_options", "The 'stream_options' parameter is only allowed when 'stream' is set.");
    }
    var logprobs = request.flag("logprobs", false);
    var topLogprobs = request.integer("top_logprobs", 0, 20, 0);
    if (request.find("top_logprobs").isPresent() && !logprobs) {
      throw BadRequestException.invalid(
          "top_logprobs", "'top_logprobs' is only allowed when 'logprobs' is true.");
    }
    var usage = options.isPresent() && options.get().flag("include_usage", false);
    return new Delivery(stream, usage, logprobs, topLogprobs);
  }

  private static AnswerFormat readFormat(Members request) {
    var format = request.members("response_format");
    if (format.isEmpty()) {
      return new AnswerFormat.Text();
    }
    return switch (format.get().needText("type")) {
      case "text" -> new AnswerFormat.Text();
      case "json_object" -> new AnswerFormat.JsonObject();
      case "json_schema" -> {
        var named = Members.of(format.get().need("json_schema"), "response_format.json_schema");
        yield new AnswerFormat.JsonSchema(named.need("schema"));
      }
      default ->
          throw BadRequestException.invalid(
              "response_format.type", "Expected 'text', 'json_object' or 'json_schema'.");
    };
  }
}
