package dev.llmapi.wire.anthropic;

import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The user's turn while it is being collected: the results of the calls that the assistant's turn
 * before it made, then everything else. Not thread-safe.
 */
final class UserTurn {

  private final List<Call> calls = new ArrayList<>();
  private final List<Block> content = new ArrayList<>();

  /** A call that waits for its result; {@code path} is where the client wrote it. */
  private static final class Call {
    final String clientId;
    final String id;
    final String path;
    @Nullable List<Block> result;

    Call(String clientId, String id, String path) {
      this.clientId = clientId;
      this.id = id;
      this.path = path;
    }
  }

  void expectResult(String clientId, String id, String path) {
    calls.add(new Call(clientId, id, path));
  }

  void add(Block block) {
    content.add(block);
  }

  void addAll(List<Block> blocks) {
    content.addAll(blocks);
  }

  /**
   * Takes the result of a call.
   *
   * @throws FailureException when no such call waits for one, as OpenAI refuses it too
   */
  void addResult(String clientId, List<Block> result, String path) {
    for (Call call : calls) {
      if (call.clientId.equals(clientId) && call.result == null) {
        call.result = result;
        return;
      }
    }
    throw FailureException.of(
        FailureKind.INVALID_VALUE,
        "A message of role 'tool' must answer a tool call of the assistant's message before it; no"
            + " call with this id waits for a result.",
        path + ".tool_call_id");
  }

  /**
   * The blocks of the whole turn, results first and in the order of their calls; none when nothing
   * was said.
   *
   * @throws FailureException when a call has no result; a made-up one would mislead the model
   */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>(calls.size() + content.size());
    for (Call call : calls) {
      if (call.result == null) {
        throw FailureException.of(
            FailureKind.INVALID_VALUE,
            "This tool call has no result: a message of role 'tool' with its id must follow.",
            call.path);
      }
      blocks.add(new Block.ToolResult(call.id, call.result));
    }
    blocks.addAll(content);
    if (holdsDocumentWithoutText(content)) {
      blocks.add(new Block.Text(TurnBuilder.NOTHING_TO_SAY));
    }
    return blocks;
  }

  private static boolean holdsDocumentWithoutText(List<Block> blocks) {
    return blocks.stream().anyMatch(Block.Document.class::isInstance)
        && blocks.stream().noneMatch(Block.Text.class::isInstance);
  }
}
