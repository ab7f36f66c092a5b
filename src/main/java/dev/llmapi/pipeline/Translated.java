package dev.llmapi.pipeline;

import dev.llmapi.door.ResponseBody;
import dev.llmapi.model.Body;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Target;
import dev.llmapi.model.Usage;
import dev.llmapi.provider.UpstreamReply;
import dev.llmapi.wire.ChatWire;
import dev.llmapi.wire.openai.AnswerCollector;
import dev.llmapi.wire.openai.AnswerHead;
import dev.llmapi.wire.openai.AnswerWriter;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The provider speaks another format: requests and answers go through the model. */
final class Translated implements Relay {

  private final ChatWire wire;

  Translated(ChatWire wire) {
    this.wire = wire;
  }

  @Override
  public Body request(ChatRequest request, Target target) {
    return wire.writeRequest(request, target);
  }

  @Override
  public Failure readError(int status, Slice body) {
    return wire.readError(status, body);
  }

  @Override
  public Outcome answer(Call call, UpstreamReply reply) throws IOException {
    AnswerCollector collector = new AnswerCollector();
    wire.readAnswer(UpstreamBody.readAll(reply), collector);
    if (!collector.isComplete()) {
      throw FailureException.of(
          FailureKind.UPSTREAM_BROKEN, "The provider's answer holds no finished choice.");
    }
    Optional<String> tier = wire.servedTier(reply::header);
    Usage reported = inTier(collector.usage(), tier);
    if (reported == null) {
      call.tab().produced(collector.producedBytes());
    }
    String model = collector.model();
    Usage estimated = call.settle(reported, model == null ? "" : model).orElse(null);
    Body body =
        AnswerWriter.write(
            collector,
            new AnswerHead(call.completionId(), call.createdSeconds(), model == null ? "" : model)
                .withTier(reported == null ? tier.orElse("") : reported.tier()),
            reported == null ? estimated : reported,
            call.receipt().costNanoUsd(),
            call.receipt().json());
    try (ResponseBody out = call.exchange().open(200, PassedOn.jsonHeaders(call), body.length())) {
      for (Slice slice : body.slices()) {
        out.write(slice.array(), slice.from(), slice.length());
      }
    }
    return new Outcome.Completed();
  }

  @Override
  public Outcome stream(Call call, UpstreamReply reply, ClientStream client) {
    return new TranslatedStream(
            call, client, wire.newStreamReader(), wire.servedTier(reply::header))
        .run(reply);
  }

  /** What was reported, in the tier that the headers tell of, if they do. */
  static @Nullable Usage inTier(@Nullable Usage reported, Optional<String> tier) {
    return reported == null ? null : tier.map(reported::withTier).orElse(reported);
  }
}
