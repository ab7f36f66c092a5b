package dev.llmapi.pricing;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Members;
import dev.llmapi.model.Message;
import dev.llmapi.model.Part;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.Reasoning;
import dev.llmapi.model.ResponseFormat;
import dev.llmapi.model.Tool;
import dev.llmapi.model.ToolCall;
import dev.llmapi.pricing.Prompt.SentImage;
import dev.llmapi.pricing.text.TextMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Goes through a request and adds up what costs tokens. One per request, not thread-safe. */
final class PromptMeter {

  /** The lowest rates at which sound is worth sending, in bytes a second: MP3 at 8 kbit/s. */
  private static final long LEAST_MP3_BYTES = 1000;

  /** ADPCM at 8 kHz. */
  private static final long LEAST_WAV_BYTES = 4000;

  /** Gemini's, the most of all. */
  private static final long TOKENS_OF_A_SECOND = 32;

  /** A document counts a token a byte, since its text is packed and its pages are seen as well. */
  private static final long TOKENS_OF_A_FILE = 4096;

  private final ImageSizes sizes;
  private final TextMeter meter = new TextMeter();
  private final List<SentImage> images = new ArrayList<>();

  /** The most that a model which speaks answers with. */
  private static final long TOKENS_OF_A_SPOKEN_TURN = 16_384;

  private long audioTokens;
  private long fileTokens;
  private boolean unknownFiles;

  PromptMeter(ImageSizes sizes) {
    this.sizes = sizes;
  }

  Prompt measure(ChatRequest request) {
    boolean spoke =
        request.members().nested().stream()
            .anyMatch(member -> member.name().equals("messages.audio"));
    int calls = 0;
    for (Message message : request.messages()) {
      calls += add(message);
      // What an assistant said is told by an id: its sound is the prompt's now.
      if (spoke && message instanceof Message.Assistant said && said.content().isEmpty()) {
        audioTokens += TOKENS_OF_A_SPOKEN_TURN;
      }
    }
    request.tooling().tools().forEach(this::add);
    boolean schema = !(request.output().format() instanceof ResponseFormat.Text);
    if (request.output().format() instanceof ResponseFormat.JsonSchema json) {
      meter.add(json.name());
      addText(json.description());
      meter.add(json.schema().text());
    }
    return new Prompt(
        meter.measure(),
        request.messages().size() + calls,
        request.tooling().tools().size(),
        schema,
        images,
        audioTokens,
        fileTokens,
        unknownFiles,
        speaks(request.members()),
        Objects.requireNonNullElse(request.serviceTier(), ""),
        request.sampling(),
        request.output());
  }

  /**
   * Sound is asked for by {@code modalities}, and by naming its voice. What is spelled with JSON's
   * escapes is taken for sound as well, since reserving more harms less than reserving too little.
   */
  private static boolean speaks(Members members) {
    return members.findValue("audio").filter(value -> !isNull(value)).isPresent()
        || members
            .findValue("modalities")
            .map(value -> value.text().text())
            .filter(text -> text.contains("audio") || text.contains("\\"))
            .isPresent();
  }

  private static boolean isNull(RawJson value) {
    return value.text().text().equals("null");
  }

  /** Adds a message; gives the number of its tool calls, which cost as much as messages. */
  private int add(Message message) {
    message.content().forEach(this::add);
    return switch (message) {
      case Message.Instructions _ -> 0;
      case Message.User user -> {
        addText(user.name());
        yield 0;
      }
      case Message.ToolResult result -> {
        meter.add(result.toolCallId());
        yield 0;
      }
      case Message.Assistant assistant -> {
        addText(assistant.refusal());
        assistant.reasoning().forEach(this::add);
        assistant.toolCalls().forEach(this::add);
        yield assistant.toolCalls().size();
      }
    };
  }

  private void add(Part part) {
    switch (part) {
      case Part.Text(String text, _) -> meter.add(text);
      case Part.Refusal(String refusal) -> meter.add(refusal);
      case Part.Image image -> images.add(new SentImage(sizes.of(image.source()), image.detail()));
      case Part.Audio audio -> {
        long least = audio.format().equals("mp3") ? LEAST_MP3_BYTES : LEAST_WAV_BYTES;
        audioTokens += TOKENS_OF_A_SECOND * (1 + decoded(audio.base64().length()) / least);
      }
      case Part.Other _ -> unknownFiles = true;
      case Part.File file -> {
        addText(file.filename());
        fileTokens += TOKENS_OF_A_FILE;
        if (file.fileData() == null) {
          unknownFiles = true;
        } else {
          fileTokens += decoded(file.fileData().length());
        }
      }
    }
  }

  /** What only its maker can read is counted as if all of it were text. */
  private void add(Reasoning reasoning) {
    switch (reasoning) {
      case Reasoning.Text(String text, String signature, _) -> {
        meter.add(text);
        fileTokens += signature == null ? 0 : decoded(signature.length());
      }
      case Reasoning.Encrypted(String data, _, _) -> fileTokens += decoded(data.length());
    }
  }

  private void add(ToolCall call) {
    meter.add(call.id());
    meter.add(call.name());
    meter.add(call.arguments());
    fileTokens += call.signature() == null ? 0 : decoded(call.signature().length());
  }

  private void add(Tool tool) {
    meter.add(tool.name());
    if (tool instanceof Tool.Function function) {
      addText(function.description());
      if (function.parameters() != null) {
        meter.add(function.parameters().text());
      }
    }
  }

  private void addText(@Nullable String text) {
    if (text != null) {
      meter.add(text);
    }
  }

  /** The bytes that base64 of that length stands for. */
  private static long decoded(long base64) {
    return base64 / 4 * 3 + 3;
  }
}
