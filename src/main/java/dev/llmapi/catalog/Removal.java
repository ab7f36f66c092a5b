package dev.llmapi.catalog;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Members;
import dev.llmapi.model.Output;
import dev.llmapi.model.ResponseFormat;
import dev.llmapi.model.Sampling;
import dev.llmapi.model.Tooling;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes parameters out of a request: each goes back to its default, in every place it stands. */
record Removal(Set<Parameter> gone, Profile profile) {

  private static final Set<Parameter> SOME_TEMPERATURE =
      EnumSet.of(Parameter.TEMPERATURE, Parameter.TEMPERATURE_WHILE_THINKING);
  private static final Set<Parameter> SOME_TOP_P =
      EnumSet.of(
          Parameter.TOP_P, Parameter.TOP_P_BESIDE_TEMPERATURE, Parameter.TOP_P_WHILE_THINKING);
  private static final Set<Parameter> SOME_TOP_K =
      EnumSet.of(Parameter.TOP_K, Parameter.TOP_K_WHILE_THINKING);

  private static final Set<Parameter> SOME_TIER =
      EnumSet.of(Parameter.SERVICE_TIER, Parameter.FLEX_TIER, Parameter.OTHER_TIER);

  ChatRequest from(ChatRequest request) {
    return new ChatRequest(
        request.model(),
        request.messages(),
        from(request.sampling()),
        from(request.tooling()),
        from(request.output()),
        request.stream(),
        request.includeUsage(),
        profile.removesMember("user") ? null : kept(Parameter.PERSONAL_USER, request.user()),
        kept(SOME_TIER, request.serviceTier()),
        from(request.members()));
  }

  private <T> @Nullable T kept(Set<Parameter> any, @Nullable T value) {
    return Collections.disjoint(gone, any) ? value : null;
  }

  private <T> @Nullable T kept(Parameter parameter, @Nullable T value) {
    return gone.contains(parameter) ? null : value;
  }

  private <T> T kept(Parameter parameter, T value, T otherwise) {
    return gone.contains(parameter) ? otherwise : value;
  }

  private Sampling from(Sampling given) {
    return new Sampling(
        given.maxOutputTokens(),
        kept(SOME_TEMPERATURE, given.temperature()),
        kept(SOME_TOP_P, given.topP()),
        kept(SOME_TOP_K, given.topK()),
        kept(Parameter.PRESENCE_PENALTY, given.presencePenalty()),
        kept(Parameter.FREQUENCY_PENALTY, given.frequencyPenalty()),
        kept(Parameter.SEED, given.seed()),
        stop(given.stop()),
        kept(Parameter.N, given.n(), 1),
        kept(Parameter.LOGPROBS, given.logprobs(), false),
        kept(Parameter.TOP_LOGPROBS, given.topLogprobs()));
  }

  private List<String> stop(List<String> given) {
    List<String> kept =
        gone.contains(Parameter.BLANK_STOP)
            ? given.stream().filter(text -> !text.isBlank()).toList()
            : given;
    return kept(Parameter.STOP, kept, List.of());
  }

  private Tooling from(Tooling given) {
    return new Tooling(
        kept(Parameter.TOOLS, given.tools(), List.of()),
        kept(Parameter.TOOL_CHOICE, given.choice(), Tooling.NONE.choice()),
        kept(Parameter.PARALLEL_TOOL_CALLS, given.parallel(), true));
  }

  /** That it shall not think stays, where it thinks all the same: the wire asks for the least. */
  private Output from(Output given) {
    var format = kept(Parameter.JSON_OBJECT, given.format(), new ResponseFormat.Text());
    boolean reasons = !gone.contains(Parameter.REASONING_EFFORT);
    return new Output(
        kept(Parameter.JSON_SCHEMA, format, new ResponseFormat.Text()),
        given.text(),
        given.images(),
        kept(Parameter.IMAGE_CONFIG, given.imageConfig(), Map.of()),
        reasons ? given.reasoningEffort() : null,
        reasons ? given.reasoningMaxTokens() : null,
        given.reasoningExcluded(),
        kept(Parameter.VERBOSITY, given.verbosity()));
  }

  /** The body stays as it is; the wire that passes members on goes by the list. */
  private Members from(Members given) {
    return new Members(
        given.body(),
        given.list().stream().filter(m -> !isGone(m.name())).toList(),
        given.nested());
  }

  private boolean isGone(String member) {
    if (profile.removesMember(member)) {
      return true;
    }
    for (Parameter parameter : gone) {
      if (parameter.isVariant()
          && parameter.takesMemberAway()
          && parameter.member().equals(member)) {
        return true;
      }
    }
    return false;
  }
}
