package dev.llmapi.provider.sandbox;

import dev.llmapi.provider.sandbox.ChatRequest.Delivery;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * The sandbox as a host: an OpenAI chat completions request in, its answer out.
 *
 * <p>The same request at the same instant has the same answer, byte for byte. Thread-safe.
 */
public final class Sandbox {
  /** Of all messages together; the sandbox makes a word of memory of each word of theirs. */
  private static final int MOST_CHARACTERS = 1_000_000;

  private final SandboxSettings settings;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Answers answers;

  public Sandbox(SandboxSettings settings, InstantSource clock, Sleeper sleeper) {
    this.settings = settings;
    this.clock = clock;
    this.sleeper = sleeper;
    this.answers = new Answers(settings);
  }

  /**
   * Answers the request in {@code body[offset, offset + length)}, which is read in this call only.
   * What is wrong with it is told by the reply's status, as OpenAI tells it.
   */
  public SandboxReply answer(byte[] body, int offset, int length) {
    try {
      return answer(checked(ChatRequestReader.read(BodyReader.read(body, offset, length))));
    } catch (BadRequestException refused) {
      return ErrorReplies.of(refused);
    }
  }

  private static ChatRequest checked(ChatRequest request) {
    long characters = request.turns().stream().mapToLong(turn -> turn.text().length()).sum();
    if (characters > MOST_CHARACTERS) {
      throw new BadRequestException(
          400,
          "context_length_exceeded",
          "messages",
          "The messages hold %d characters; the sandbox reads %d."
              .formatted(characters, MOST_CHARACTERS));
    }
    return request;
  }

  private SandboxReply answer(ChatRequest request) {
    var fault = request.model().fault();
    return ErrorReplies.of(fault).orElseGet(() -> deliver(request, new Frames(settings, fault)));
  }

  private SandboxReply deliver(ChatRequest request, Frames frames) {
    var answer = answers.to(request, clock.instant());
    var delivery = request.delivery();
    return delivery.stream()
        ? reply(answer, "text/event-stream; charset=utf-8", frames.ofStream(answer, delivery))
        : reply(answer, "application/json", wholeFrames(answer, delivery, frames));
  }

  private static List<PacedStream.Frame> wholeFrames(
      Answer answer, Delivery delivery, Frames frames) {
    return frames.ofWhole(WholeWriter.write(answer, delivery));
  }

  private SandboxReply reply(Answer answer, String contentType, List<PacedStream.Frame> frames) {
    return new SandboxReply(
        200,
        Map.of("content-type", contentType, "x-request-id", "req-" + answer.id()),
        new PacedStream(frames.iterator(), sleeper));
  }
}
