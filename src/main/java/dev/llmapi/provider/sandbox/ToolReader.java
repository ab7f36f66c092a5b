package dev.llmapi.provider.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.llmapi.provider.sandbox.ToolOffer.Need;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code tools}, {@code tool_choice} and {@code parallel_tool_calls}. */
final class ToolReader {
  private static final String CHOICE = "tool_choice";
  private static final int MOST_TOOLS = 128;

  private ToolReader() {}

  static ToolOffer readOffer(Members request) {
    var tools = readTools(request);
    var choice = request.find(CHOICE);
    if (tools.isEmpty()) {
      if (choice.isPresent()) {
        throw BadRequestException.invalid(
            CHOICE, "'tool_choice' is only allowed when 'tools' are specified.");
      }
      return ToolOffer.none();
    }
    var parallel = request.flag("parallel_tool_calls", true);
    return choice
        .map(node -> offer(request, node, tools, parallel))
        .orElseGet(() -> new ToolOffer(tools, Need.AUTO, parallel));
  }

  private static List<Tool> readTools(Members request) {
    var tools = new ArrayList<Tool>();
    var nodes = request.elements("tools");
    if (nodes.size() > MOST_TOOLS) {
      throw BadRequestException.invalid("tools", "Expected at most " + MOST_TOOLS + " tools.");
    }
    for (var i = 0; i < nodes.size(); i++) {
      tools.add(readTool(i, Members.of(nodes.get(i), "tools[" + i + "]")));
    }
    return tools;
  }

  private static Tool readTool(int index, Members tool) {
    var type = tool.needText("type");
    if (!type.equals(Tool.FUNCTION) && !type.equals(Tool.CUSTOM)) {
      throw BadRequestException.unsupported(
          tool.pathOf("type"), "The sandbox takes tools of type 'function' and 'custom'.");
    }
    var body = Members.of(tool.need(type), tool.pathOf(type));
    body.members("format")
        .flatMap(format -> format.text("type"))
        .filter(format -> !format.equals("text"))
        .ifPresent(_ -> {
          throw BadRequestException.unsupported(
              body.pathOf("format"), "The sandbox cannot write in a grammar.");
        });
    return new Tool(
        index,
        type,
        body.needText("name"),
        body.text("description").orElse(""),
        body.find("parameters").orElseGet(JsonNodeFactory.instance::objectNode));
  }

  private static ToolOffer offer(
      Members request, JsonNode choice, List<Tool> tools, boolean parallel) {
    if (choice.isTextual()) {
      return switch (choice.textValue()) {
        case "none" -> ToolOffer.none();
        case "auto" -> new ToolOffer(tools, Need.AUTO, parallel);
        case "required" -> new ToolOffer(tools, Need.REQUIRED, parallel);
        default -> throw request.wrongType(CHOICE, "'none', 'auto', 'required' or an object");
      };
    }
    var members = Members.of(choice, CHOICE);
    var type = members.needText("type");
    if (type.equals("allowed_tools")) {
      return allowed(members.members(type).orElse(members), tools, parallel);
    }
    return new ToolOffer(only(tools, Set.of(nameIn(members, type))), Need.REQUIRED, parallel);
  }

  private static ToolOffer allowed(Members allowed, List<Tool> tools, boolean parallel) {
    var names = new HashSet<String>();
    for (var node : allowed.elements("tools")) {
      var tool = Members.of(node, allowed.pathOf("tools"));
      names.add(nameIn(tool, tool.needText("type")));
    }
    var need = allowed.text("mode").orElse("auto").equals("required") ? Need.REQUIRED : Need.AUTO;
    return new ToolOffer(only(tools, names), need, parallel);
  }

  private static String nameIn(Members choice, String type) {
    return choice.members(type).orElse(choice).needText("name");
  }

  private static List<Tool> only(List<Tool> tools, Set<String> names) {
    var chosen = tools.stream().filter(tool -> names.contains(tool.name())).toList();
    if (chosen.isEmpty()) {
      throw BadRequestException.invalid(CHOICE, "The tool in 'tool_choice' is not in 'tools'.");
    }
    return chosen;
  }
}
