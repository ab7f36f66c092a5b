package dev.llmapi.app.config;

import dev.llmapi.app.config.yaml.Suggestion;
import dev.llmapi.app.config.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Looks whether what an alias stands for leads to a provider. One that nothing ever brings up is a
 * fault. One of the usual ones that lacks its key is not: the same file may serve where other keys
 * are set, and an alias has fallbacks for what is not there.
 */
final class AliasTargets {

  private final Set<String> up;
  private final SequencedSet<String> known;
  private final List<String> warnings = new ArrayList<>();

  /**
   * Looks among these.
   *
   * @param up the providers that can be asked
   * @param declared those that the file names, right or wrong
   */
  AliasTargets(Set<String> up, Set<String> declared) {
    this.up = up;
    known = new LinkedHashSet<>(up);
    known.addAll(declared);
    known.addAll(UsualProvider.wireNames());
  }

  /** Looks at one model of an alias; a bare name is left to the catalogue. */
  void check(String model, Value value) {
    int slash = model.indexOf('/');
    if (slash < 0) {
      return;
    }
    String name = model.substring(0, slash);
    if (slash == 0 || slash + 1 == model.length()) {
      value.wrong(value.quoted() + " is no provider/model");
    } else if (up.contains(name) || up.contains(ProviderSettings.OPENROUTER)) {
      return; // What has no provider of ours goes to OpenRouter by its whole name.
    } else if (known.contains(name)) {
      UsualProvider.find(name).ifPresent(usual -> warn(usual, value));
    } else {
      value.wrong(
          "%s leads to no provider; expected %s before the slash%s"
              .formatted(value.quoted(), String.join(", ", known), Suggestion.of(name, known)));
    }
  }

  private void warn(UsualProvider usual, Value value) {
    warnings.add(
        "%s: %s is left out, since %s is not up; set %s"
            .formatted(value.place(), value.quoted(), usual.wireName(), usual.variables()));
  }

  /** What is no fault but may be unmeant, each with its file and line. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
