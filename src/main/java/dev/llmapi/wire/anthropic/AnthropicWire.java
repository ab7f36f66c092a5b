package dev.llmapi.wire.anthropic;

import dev.llmapi.model.Body;
import dev.llmapi.model.ChatEvent;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Failure;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Target;
import dev.llmapi.wire.ChatStreamReader;
import dev.llmapi.wire.ChatWire;
import java.util.function.Consumer;

/**
 * Anthropic's {@code POST /v1/messages}, version 2023-06-01. Thread-safe.
 *
 * <p>Where the format cannot say what was asked for, this is what happens; all else is said or
 * refused with a 400 that names the member:
 *
 * <ul>
 *   <li>A history that begins with the assistant gets a user turn {@code .} before it. One that
 *       ends with the assistant is continued where the model can, and otherwise gets a user turn
 *       {@code Continue.} after it.
 *   <li>A JSON schema without {@link dev.llmapi.model.Trait#NATIVE_JSON_SCHEMA} becomes a forced
 *       tool of a reserved name ({@link AnswerForm#TOOL_NAME}), whose input is read back as the
 *       answer's text.
 *   <li>A forced tool wins over thinking, for Anthropic refuses both at once; thinking wins over
 *       temperature and {@code top_k}.
 *   <li>An image that the assistant made goes into the user turn after it.
 * </ul>
 */
public final class AnthropicWire implements ChatWire {

  @Override
  public Body writeRequest(ChatRequest request, Target target) {
    return RequestWriter.write(request, target);
  }

  @Override
  public void readAnswer(Slice body, Consumer<ChatEvent> events) {
    AnswerReader.read(body, events);
  }

  @Override
  public ChatStreamReader newStreamReader() {
    return new StreamReader();
  }

  @Override
  public Failure readError(int status, Slice body) {
    return ErrorReader.read(status, body);
  }
}
