package dev.llmapi.catalog;

import dev.llmapi.catalog.ParameterTable.Ruling;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Members;
import dev.llmapi.model.Slice;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fits a request to the platform and model that is to answer it, by {@code parameters.csv}: what
 * the target cannot honour is left out and told, or the request is refused where leaving it out
 * would change the meaning. Thread-safe.
 */
public final class Fitting {

  /** Values of a member that nobody here understands which say no more than its absence. */
  private static final Set<String> DEFAULTS = Set.of("null", "false", "{}", "[]", "\"\"");

  private static final int LONGEST_DEFAULT = 5;

  private final PerModel<Profile> profiles;

  /** Reads the table. */
  public Fitting() {
    this(ParameterTable.load());
  }

  Fitting(ParameterTable table) {
    profiles = new PerModel<>((platform, model) -> Profile.of(table, platform, model));
  }

  /** Works out what the table says of a model before the first request for it. */
  public void prime(String platform, String model) {
    profiles.of(platform, model);
  }

  /** Fits the request; what the target does not honour but can be spared is dropped. */
  public Fit fit(ChatRequest request, String platform, String model) {
    return fit(request, platform, model, false);
  }

  /**
   * Fits the request.
   *
   * @param platform whose wire and rules hold: openai, azure, anthropic, gemini, openrouter,
   *     compatible or sandbox
   * @param model the model as the platform names it
   * @param requireParameters refuse rather than drop (OpenRouter's {@code require_parameters})
   * @throws IllegalArgumentException when the platform is none of these
   */
  public Fit fit(ChatRequest request, String platform, String model, boolean requireParameters) {
    Profile profile = profiles.of(platform, model);
    if (profile.passesEverything()) {
      return new Fit.Fitted(request, List.of());
    }
    List<Unmet> unmet = new ArrayList<>(4);
    findUnmetParameters(request, profile, unmet);
    findUnmetMembers(request, profile, unmet);
    for (Unmet each : unmet) {
      if (each.ruling().support() == Support.REFUSED || requireParameters) {
        return new Fit.Unfit(each.failure(platform, model));
      }
    }
    if (unmet.isEmpty() && profile.removed().isEmpty()) {
      return new Fit.Fitted(request, List.of());
    }
    return new Fit.Fitted(
        new Removal(removed(profile, unmet), profile).from(request),
        unmet.stream().map(Unmet::member).distinct().toList());
  }

  /**
   * Something that was asked for and does not pass.
   *
   * @param name as the table names it
   * @param member the member, for the receipt
   * @param path where in the body it stands
   */
  private record Unmet(String name, String member, String path, Ruling ruling) {

    Failure failure(String platform, String model) {
      String place = path.equals(member) ? "" : " in " + path;
      String reason = ruling.note().isEmpty() ? "" : ": " + ruling.note();
      return Failure.of(
          FailureKind.UNSUPPORTED_PARAMETER,
          "'%s'%s is not supported by %s (%s)%s. Leave it out, or choose another model."
              .formatted(name, place, model, platform, reason),
          path);
    }
  }

  private static void findUnmetParameters(ChatRequest request, Profile profile, List<Unmet> unmet) {
    for (Map.Entry<Parameter, Ruling> entry : profile.unmet().entrySet()) {
      Parameter parameter = entry.getKey();
      if (parameter.isAskedBy(request)) {
        String path = parameter.pathIn(request);
        for (String told : parameter.toldIn(request)) {
          unmet.add(new Unmet(parameter.wireName(), told, path, entry.getValue()));
        }
      }
    }
  }

  private static void findUnmetMembers(ChatRequest request, Profile profile, List<Unmet> unmet) {
    for (Members.Member member : request.members().list()) {
      Ruling ruling = profile.rulingOfMember(member.name());
      if (!ruling.support().passes() && !isDefault(request.members(), member, profile)) {
        unmet.add(new Unmet(member.name(), member.name(), member.name(), ruling));
      }
    }
    for (Members.Nested nested : request.members().nested()) {
      Ruling ruling = profile.rulingOfNested(nested.name());
      if (!ruling.support().passes()) {
        unmet.add(new Unmet(nested.name(), nested.name(), nested.path(), ruling));
      }
    }
  }

  /** Of a member that no table knows, only null is surely the default. */
  private static boolean isDefault(Members members, Members.Member member, Profile profile) {
    if (member.valueTo() - member.valueFrom() > LONGEST_DEFAULT) {
      return false;
    }
    String value = new Slice(members.body().array(), member.valueFrom(), member.valueTo()).text();
    return value.equals("null") || (profile.knowsMember(member.name()) && DEFAULTS.contains(value));
  }

  private static Set<Parameter> removed(Profile profile, List<Unmet> unmet) {
    Set<Parameter> removed = EnumSet.copyOf(profile.removed());
    for (Map.Entry<Parameter, Ruling> entry : profile.unmet().entrySet()) {
      Parameter parameter = entry.getKey();
      if (parameter.isVariant()
          && unmet.stream().anyMatch(each -> each.name().equals(parameter.wireName()))) {
        removed.add(parameter);
      }
    }
    return removed;
  }
}
