package dev.llmapi.wire.gemini;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Message;
import dev.llmapi.model.Part;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.Target;
import dev.llmapi.model.ToolCall;
import dev.llmapi.model.Trait;
import dev.llmapi.wire.gemini.Content.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * Arranges a chat as Gemini wants it: the instructions apart, turns of one role merged, results in
 * the order of their calls and before all else that the user says. One per request.
 *
 * <p>Of reasoning only Gemini's own signatures are replayed, under the calls and the text that they
 * came with.
 */
final class ContentsReader {

  /** What is said where a user must speak and none did. */
  private static final Content.Part FILLER = new Content.Part.Text(".");

  /** What the user says after a model's turn that came last: Gemini answers the user only. */
  private static final Content.Part CONTINUE = new Content.Part.Text("Continue.");

  private final MediaReader media;
  private final Signatures signatures;
  private final ResultsReader results;
  private final List<Content.Part> instructions = new ArrayList<>();
  private final List<Content> contents = new ArrayList<>();

  /**
   * A whole chat.
   *
   * @param instructions the parts of {@code systemInstruction}; may be empty
   * @param contents at least one turn, the first and the last of them a user's
   */
  record Chat(List<Content.Part> instructions, List<Content> contents) {}

  private ContentsReader(Target target) {
    this.media = new MediaReader(target);
    this.signatures = new Signatures(target.has(Trait.THOUGHT_SIGNATURES));
    this.results = new ResultsReader(target, media);
  }

  /**
   * Arranges the messages.
   *
   * @throws FailureException naming the message or part that cannot be said
   */
  static Chat read(ChatRequest request, Target target) {
    ContentsReader reader = new ContentsReader(target);
    for (int i = 0; i < request.messages().size(); i++) {
      reader.message(request.messages().get(i), "messages[" + i + "]");
    }
    reader.flushResults();
    return reader.chat();
  }

  private Chat chat() {
    if (contents.isEmpty()) {
      List<Content.Part> said = instructions.isEmpty() ? List.of(FILLER) : instructions;
      return new Chat(List.of(), List.of(new Content(Role.USER, said)));
    }
    if (contents.getFirst().role() == Role.MODEL) {
      contents.addFirst(new Content(Role.USER, List.of(FILLER)));
    }
    if (contents.getLast().role() == Role.MODEL) {
      contents.addLast(new Content(Role.USER, List.of(CONTINUE)));
    }
    return new Chat(instructions, contents);
  }

  private void message(Message message, String param) {
    switch (message) {
      case Message.Instructions turn -> instructions.addAll(texts(turn.content(), param));
      case Message.User turn -> {
        flushResults();
        append(Role.USER, parts(turn.content(), param));
      }
      case Message.ToolResult turn -> results.add(turn, param);
      case Message.Assistant turn -> assistant(turn, param);
    }
  }

  private void assistant(Message.Assistant turn, String param) {
    flushResults();
    List<Content.Part> said = parts(turn.content(), param);
    if (turn.refusal() != null) {
      said.add(new Content.Part.Text(turn.refusal()));
    }
    append(Role.MODEL, signatures.underImages(signatures.underText(said, turn)));
    append(Role.MODEL, calls(turn, param));
    results.expect(turn.toolCalls(), param);
  }

  private List<Content.Part> calls(Message.Assistant turn, String param) {
    List<Content.Part> parts = new ArrayList<>();
    for (int i = 0; i < turn.toolCalls().size(); i++) {
      ToolCall call = turn.toolCalls().get(i);
      RawJson args =
          Arguments.parse(call.arguments(), param + ".tool_calls[" + i + "].function.arguments");
      Content.Part part = new Content.Part.FunctionCall(call.id(), call.name(), args);
      parts.add(signatures.underCall(part, call, turn, i == 0));
    }
    return parts;
  }

  private void flushResults() {
    append(Role.USER, results.take());
  }

  private void append(Role role, List<Content.Part> parts) {
    if (parts.isEmpty()) {
      return;
    }
    if (contents.isEmpty() || contents.getLast().role() != role) {
      contents.add(new Content(role, new ArrayList<>()));
    }
    contents.getLast().parts().addAll(parts);
  }

  private List<Content.Part> parts(List<Part> content, String param) {
    List<Content.Part> parts = new ArrayList<>();
    for (int i = 0; i < content.size(); i++) {
      String place = param + ".content[" + i + "]";
      switch (content.get(i)) {
        case Part.Text(String text, _) -> addText(parts, text);
        case Part.Refusal(String text) -> addText(parts, text);
        case Part.Image image -> parts.add(media.image(image, place));
        case Part.Audio audio -> parts.add(new Content.Part.Media(media.audio(audio, place), null));
        case Part.Other other -> throw MediaReader.unknown(other, place);
        case Part.File file -> parts.add(media.file(file, place));
      }
    }
    return parts;
  }

  private List<Content.Part> texts(List<Part> content, String param) {
    List<Content.Part> parts = parts(content, param);
    if (!parts.stream().allMatch(Content.Part.Text.class::isInstance)) {
      throw FailureException.of(
          FailureKind.INVALID_VALUE, "Instructions can be text only.", param + ".content");
    }
    return parts;
  }

  /** Gemini refuses a part of no text. */
  private static void addText(List<Content.Part> parts, String text) {
    if (!text.isEmpty()) {
      parts.add(new Content.Part.Text(text));
    }
  }
}
