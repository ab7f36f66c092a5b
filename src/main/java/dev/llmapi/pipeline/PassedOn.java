package dev.llmapi.pipeline;

import dev.llmapi.door.ResponseBody;
import dev.llmapi.model.Body;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Members.Member;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Target;
import dev.llmapi.model.Trait;
import dev.llmapi.model.Usage;
import dev.llmapi.provider.UpstreamReply;
import dev.llmapi.wire.json.BodyWriter;
import dev.llmapi.wire.json.ObjectScan;
import dev.llmapi.wire.openai.AnswerScan;
import dev.llmapi.wire.openai.ErrorReader;
import dev.llmapi.wire.openai.RequestSplicer;
import dev.llmapi.wire.openai.UsageReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Both sides speak OpenAI's format: the bytes are passed on, scanned once, and only what must
 * change is spliced. A long answer goes out while it comes in.
 */
final class PassedOn implements Relay {

  /** Members for the gateway itself; OpenRouter understands some of them, and gets them. */
  private static final Set<String> OWN = Set.of("llmapi", "models");

  private static final Set<String> OWN_AND_OPENROUTERS =
      Set.of("llmapi", "models", "provider", "usage", "transforms", "route", "plugins");

  private static final byte[] INCLUDE_USAGE =
      "{\"include_usage\":true}".getBytes(StandardCharsets.UTF_8);

  /**
   * What stays back of a long answer until more has come: its closing brace is among it, and that
   * of its usage, which stands last where images or long texts are answered.
   */
  private static final int HELD_BYTES = 2048;

  /** Left for what the receipt of a long answer may still gain after its head went out. */
  private static final int RECEIPT_GROWTH_BYTES = 4096;

  private final boolean openRouter;

  PassedOn(boolean openRouter) {
    this.openRouter = openRouter;
  }

  @Override
  public Body request(ChatRequest request, Target target) {
    Map<String, byte[]> replaced = new LinkedHashMap<>(4);
    replaced.put("model", BodyWriter.quoted(target.model()));
    limit(request, target).ifPresent(limit -> replaced.put(limit.getKey(), limit.getValue()));
    if (request.stream() && !request.includeUsage()) {
      replaced.put("stream_options", streamOptions(request));
    }
    return RequestSplicer.splice(
        request.members(), replaced, openRouter ? OWN : OWN_AND_OPENROUTERS);
  }

  /** An output limit that the client did not set: the gateway's own. */
  private static Optional<Map.Entry<String, byte[]>> limit(ChatRequest request, Target target) {
    Integer tokens = request.sampling().maxOutputTokens();
    if (tokens == null
        || isGiven(request, "max_completion_tokens")
        || isGiven(request, "max_tokens")) {
      return Optional.empty();
    }
    String name = target.has(Trait.OLD_MAX_TOKENS) ? "max_tokens" : "max_completion_tokens";
    return Optional.of(Map.entry(name, tokens.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static boolean isGiven(ChatRequest request, String name) {
    return request
        .members()
        .findValue(name)
        .filter(value -> !value.text().text().equals("null"))
        .isPresent();
  }

  /** The usage is always asked for; whether the client sees it is another matter. */
  private static byte[] streamOptions(ChatRequest request) {
    Member given = request.members().find("stream_options").orElse(null);
    byte[] array = request.members().body().array();
    if (given == null || array[given.valueFrom()] != '{') {
      return INCLUDE_USAGE;
    }
    return StreamOptions.withUsage(new Slice(array, given.valueFrom(), given.valueTo()));
  }

  @Override
  public Failure readError(int status, Slice body) {
    return ErrorReader.read(status, body);
  }

  @Override
  public Outcome answer(Call call, UpstreamReply reply) throws IOException {
    byte[] buffer = UpstreamBody.takeBuffer();
    try {
      int length = UpstreamBody.fill(reply, buffer);
      return length < buffer.length
          ? small(call, new Slice(buffer, 0, length))
          : large(call, reply, buffer);
    } finally {
      UpstreamBody.giveBuffer(buffer);
    }
  }

  /** Everything is here: it is judged before its first byte goes out. */
  private static Outcome small(Call call, Slice json) throws IOException {
    AnswerScan scan = AnswerScan.read(json);
    if (scan.choices() == 0) {
      throw broken("The provider's answer holds no choices.");
    }
    call.tab().produced(scan.producedBytes());
    Usage estimated = call.settle(scan.usage(), scan.model()).orElse(null);
    byte[] spliced = Spliced.answer(json, scan, estimated, call.receipt()).joined();
    call.exchange().respond(200, jsonHeaders(call), spliced, 0, spliced.length);
    return new Outcome.Completed();
  }

  /**
   * Goes out as it comes in; if it breaks off, so does the client's connection. Where the provider
   * tells the length so do we: the receipt is padded to a length that is known before it is.
   */
  private static Outcome large(Call call, UpstreamReply reply, byte[] buffer) throws IOException {
    if (firstPrintable(buffer) != '{') {
      throw broken("The provider's answer is not a JSON object.");
    }
    ObjectScan scan = new ObjectScan("error", "usage", "model", "choices", "service_tier");
    scan.feed(buffer, 0, buffer.length);
    if (scan.isGiven("error")) {
      throw FailureException.of(FailureKind.UPSTREAM_ERROR, "The provider failed.");
    }
    call.receipt().answered();
    call.tab().produced(buffer.length);
    long told = reply.contentLength();
    int room = Spliced.lastMembers(null, call.receipt()).length + RECEIPT_GROWTH_BYTES;
    ResponseBody out = call.exchange().open(200, jsonHeaders(call), told < 0 ? -1 : told + room);
    try {
      int held = keepBack(out, buffer, buffer.length);
      int count;
      while ((count = reply.read(buffer, held, buffer.length - held)) >= 0) {
        call.tab().produced(count);
        scan.feed(buffer, held, held + count);
        held = keepBack(out, buffer, held + count);
      }
      int end = lastBrace(buffer, held);
      if (!scan.isComplete() || end < 0 || scan.isGiven("error") || !scan.isGiven("choices")) {
        throw broken("The provider's answer is not whole.");
      }
      byte[] tail = tail(call, scan, new Slice(buffer, 0, held), end, room);
      out.write(tail, 0, tail.length);
      out.close();
      return new Outcome.Completed();
    } catch (FailureException e) {
      call.breakOff(usage(scan), model(scan), e.failure().kind());
      out.abort(e);
      return new Outcome.BrokenOff(e.failure());
    } catch (IOException e) { // The client is gone.
      call.breakOff(usage(scan), model(scan), FailureKind.UPSTREAM_BROKEN);
      throw e;
    }
  }

  /** The call is settled; the receipt stands before the last brace. */
  private static byte[] tail(Call call, ObjectScan scan, Slice held, int end, int room) {
    Usage estimated = call.settle(usage(scan), model(scan)).orElse(null);
    boolean silent = !scan.isGiven("usage") && scan.find("usage").isEmpty();
    return Spliced.padded(
        held, costPlace(scan, held.length()), end, silent ? estimated : null, call.receipt(), room);
  }

  private static @Nullable Usage usage(ObjectScan scan) {
    return scan.find("usage")
        .flatMap(UsageReader::read)
        .map(usage -> usage.withTier(text(scan, "service_tier")))
        .orElse(null);
  }

  private static String model(ObjectScan scan) {
    return text(scan, "model");
  }

  private static String text(ObjectScan scan, String name) {
    return scan.find(name).map(Slice::text).map(text -> text.replace("\"", "")).orElse("");
  }

  /** Writes all but the last bytes and moves those to the front. */
  private static int keepBack(ResponseBody out, byte[] buffer, int length) throws IOException {
    int kept = Math.min(length, HELD_BYTES);
    out.write(buffer, 0, length - kept);
    System.arraycopy(buffer, length - kept, buffer, 0, kept);
    return kept;
  }

  /** Where the usage stands in what was held back; absent where no cost goes into it. */
  private static AnswerScan.@Nullable UsagePlace costPlace(ObjectScan scan, int held) {
    int to = (int) Math.max(0, held - scan.bytesBehind("usage").orElse(held));
    boolean takesCost = scan.find("usage").filter(UsageReader::takesCost).isPresent();
    return to > 0 && takesCost ? new AnswerScan.UsagePlace(0, to, true) : null;
  }

  private static FailureException broken(String message) {
    return FailureException.of(FailureKind.UPSTREAM_BROKEN, message);
  }

  private static int firstPrintable(byte[] bytes) {
    for (byte b : bytes) {
      if (b > ' ') {
        return b;
      }
    }
    return -1;
  }

  private static int lastBrace(byte[] bytes, int length) {
    int at = length - 1;
    while (at >= 0 && bytes[at] != '}') {
      at--;
    }
    return at;
  }

  static Map<String, String> jsonHeaders(Call call) {
    Map<String, String> headers = call.receipt().headers();
    headers.put("content-type", "application/json");
    return headers;
  }

  @Override
  public Outcome stream(Call call, UpstreamReply reply, ClientStream client) {
    return new PassedOnStream(call, client).run(reply);
  }
}
