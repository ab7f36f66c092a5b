package dev.llmapi.wire.anthropic;

import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Message;
import dev.llmapi.model.Part;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.Reasoning;
import dev.llmapi.model.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Turns a chat's messages into {@link Conversation}: instructions out of the list, turns that
 * alternate, results right behind their calls. One per request, not thread-safe.
 */
final class TurnBuilder {

  /** Stands where Anthropic demands a text and the client has none. */
  static final String NOTHING_TO_SAY = ".";

  private static final String CONTINUE = "Continue.";

  private final ToolIds ids = new ToolIds();
  private final List<Block.Text> system = new ArrayList<>();
  private final List<Turn> turns = new ArrayList<>();
  private UserTurn user = new UserTurn();

  private TurnBuilder() {}

  /**
   * The conversation that the messages are.
   *
   * @param prefill the assistant's last turn may be left last, to be continued
   * @throws FailureException naming the message that cannot be said
   */
  static Conversation build(List<Message> messages, boolean prefill) {
    TurnBuilder builder = new TurnBuilder();
    for (int i = 0; i < messages.size(); i++) {
      builder.add(messages.get(i), "messages[" + i + "]");
    }
    return builder.finish(prefill);
  }

  private void add(Message message, String path) {
    switch (message) {
      case Message.Instructions instructions -> addInstructions(instructions, path);
      case Message.User said -> user.addAll(PartReader.read(said.content(), path));
      case Message.Assistant said -> addAssistant(said, path);
      case Message.ToolResult result ->
          user.addResult(result.toolCallId(), PartReader.read(result.content(), path), path);
    }
  }

  private void addInstructions(Message.Instructions instructions, String path) {
    for (Block block : PartReader.read(instructions.content(), path)) {
      if (!(block instanceof Block.Text text)) {
        throw FailureException.of(
            FailureKind.INVALID_VALUE, "Instructions can hold text only.", path + ".content");
      }
      system.add(text);
    }
  }

  private void addAssistant(Message.Assistant said, String path) {
    closeUserTurn();
    List<Block> blocks = new ArrayList<>();
    for (Reasoning reasoning : said.reasoning()) {
      addReasoning(reasoning, blocks);
    }
    for (Block block : PartReader.read(said.content(), path)) {
      if (block instanceof Block.Image) {
        user.add(block);
      } else {
        blocks.add(block);
      }
    }
    if (said.refusal() != null) {
      blocks.addAll(PartReader.read(List.of(new Part.Refusal(said.refusal())), path));
    }
    for (int i = 0; i < said.toolCalls().size(); i++) {
      blocks.add(toolUse(said.toolCalls().get(i), path + ".tool_calls[" + i + "]"));
    }
    if (!blocks.stream().allMatch(Block::isThinking)) {
      addTurn(Turn.Role.ASSISTANT, blocks);
    }
  }

  /** Reasoning that is not signed, or not by Anthropic, is refused, so it stays out. */
  private static void addReasoning(Reasoning reasoning, List<Block> blocks) {
    if (!reasoning.isReplayableTo(Reasoning.Maker.ANTHROPIC)) {
      return;
    }
    switch (reasoning) {
      case Reasoning.Text(String text, String signature, _) ->
          blocks.add(new Block.Thinking(text, Objects.requireNonNull(signature)));
      case Reasoning.Encrypted(String data, _, _) -> blocks.add(new Block.RedactedThinking(data));
    }
  }

  private Block toolUse(ToolCall call, String path) {
    String id = ids.assign(call.id());
    user.expectResult(call.id(), id, path);
    RawJson input = Arguments.read(call.arguments(), path + ".function.arguments");
    return new Block.ToolUse(id, call.name(), input);
  }

  private void closeUserTurn() {
    List<Block> blocks = user.blocks();
    user = new UserTurn();
    if (!blocks.isEmpty()) {
      addTurn(Turn.Role.USER, blocks);
    }
  }

  private void addTurn(Turn.Role role, List<Block> blocks) {
    List<Block> all = new ArrayList<>();
    if (!turns.isEmpty() && turns.getLast().role() == role) {
      all.addAll(turns.removeLast().blocks());
    }
    all.addAll(blocks);
    turns.add(new Turn(role, all));
  }

  private Conversation finish(boolean prefill) {
    closeUserTurn();
    if (turns.isEmpty()) {
      return ofInstructionsOnly();
    }
    if (turns.getFirst().role() == Turn.Role.ASSISTANT) {
      turns.addFirst(new Turn(Turn.Role.USER, List.of(new Block.Text(NOTHING_TO_SAY))));
    }
    if (turns.getLast().role() == Turn.Role.ASSISTANT) {
      if (prefill) {
        trimLastText();
      } else {
        addTurn(Turn.Role.USER, List.of(new Block.Text(CONTINUE)));
      }
    }
    return new Conversation(system, turns);
  }

  private Conversation ofInstructionsOnly() {
    if (system.isEmpty()) {
      throw FailureException.of(
          FailureKind.INVALID_VALUE, "The messages hold no content.", "messages");
    }
    return new Conversation(List.of(), List.of(new Turn(Turn.Role.USER, List.copyOf(system))));
  }

  /** Anthropic refuses a prefill that ends with whitespace. */
  private void trimLastText() {
    List<Block> blocks = new ArrayList<>(turns.removeLast().blocks());
    if (blocks.getLast() instanceof Block.Text(String text, boolean cached)) {
      blocks.set(blocks.size() - 1, new Block.Text(text.stripTrailing(), cached));
    }
    turns.add(new Turn(Turn.Role.ASSISTANT, blocks));
  }
}
