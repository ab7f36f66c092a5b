package dev.llmapi.catalog;

import dev.llmapi.catalog.ParameterTable.Ruling;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The rulings for one platform and model, sorted for the check of a request: only what does not
 * pass is looked at. Immutable.
 */
final class Profile {

  /** Members that are told to the gateway itself, and so are never reported. */
  private static final Set<String> FOR_THE_GATEWAY =
      Set.of("llmapi", "models", "provider", "usage");

  private static final Ruling PASSES = new Ruling(Support.HONOURED, "");

  private final Map<Parameter, Ruling> unmet = new EnumMap<>(Parameter.class);
  private final Set<Parameter> removed = EnumSet.noneOf(Parameter.class);
  private final Map<String, Ruling> rulings;
  private final Ruling unknown;
  private final boolean passesEverything;

  private Profile(Map<String, Ruling> rulings, Ruling unknown) {
    this.rulings = Map.copyOf(rulings);
    this.unknown = unknown;
    for (Parameter parameter : Parameter.values()) {
      Ruling ruling = rulings.getOrDefault(parameter.wireName(), unknown);
      if (!ruling.support().passes()) {
        unmet.put(parameter, ruling);
        if (!parameter.isVariant()) {
          removed.add(parameter);
        }
      }
    }
    passesEverything = rulings.values().stream().allMatch(ruling -> ruling.support().passes());
  }

  static Profile of(ParameterTable table, String platform, String model) {
    Map<String, Ruling> rulings = table.rulings(platform, model);
    Ruling unknown = rulings.getOrDefault(ParameterTable.UNKNOWN, PASSES);
    return new Profile(rulings, unknown);
  }

  /** Nothing that could be asked is left out or refused here: there is nothing to check. */
  boolean passesEverything() {
    return passesEverything;
  }

  /** The parameters that do not pass, in the order of their enumeration. */
  Map<Parameter, Ruling> unmet() {
    return unmet;
  }

  /** The whole parameters that never reach the target, whatever their value. */
  Set<Parameter> removed() {
    return removed;
  }

  /** Whether the member is to be left out where the body's own members are passed on. */
  boolean removesMember(String name) {
    return !FOR_THE_GATEWAY.contains(name)
        && !rulings.getOrDefault(name, unknown).support().passes();
  }

  /** Whether the table has a row for the member, so that its default values are known. */
  boolean knowsMember(String name) {
    return rulings.containsKey(name);
  }

  /**
   * What becomes of a member inside of another, which nobody here understands. Where one of the
   * parameters stands in a place without meaning, its own row does not hold.
   */
  Ruling rulingOfNested(String name) {
    return Parameter.isWireName(name) ? unknown : rulings.getOrDefault(name, unknown);
  }

  /** What becomes of a member that is known by its name only. */
  Ruling rulingOfMember(String name) {
    if (FOR_THE_GATEWAY.contains(name) || Parameter.understands(name)) {
      return PASSES;
    }
    return rulings.getOrDefault(name, unknown);
  }
}
