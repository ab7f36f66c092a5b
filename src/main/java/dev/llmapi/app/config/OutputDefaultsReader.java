package dev.llmapi.app.config;

import dev.llmapi.app.config.yaml.Section;
import dev.llmapi.app.config.yaml.Value;
import dev.llmapi.pricing.OutputDefaults;
import dev.llmapi.pricing.OutputDefaults.OfModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code default_max_output_tokens}: one number for every model, or numbers by what a model
 * does and by its name.
 */
final class OutputDefaultsReader {

  static final List<String> MEMBERS = List.of("plain", "thinking", "drawing", "models");

  private static final int MOST_TOKENS = 10_000_000;

  private OutputDefaultsReader() {}

  static OutputDefaults read(Optional<Value> written) {
    OutputDefaults usual = OutputDefaults.USUAL;
    if (written.isEmpty() || written.get().isNull()) {
      return usual;
    }
    if (!written.get().isSection()) {
      return tokens(written.get()).map(all -> usual.with(all, all, all, List.of())).orElse(usual);
    }
    Section section = written.get().section();
    section.allowOnly(MEMBERS);
    return usual.with(
        tokens(section, "plain", usual.plain()),
        tokens(section, "thinking", usual.thinking()),
        tokens(section, "drawing", usual.drawing()),
        models(section.section("models")));
  }

  private static List<OfModels> models(Section section) {
    List<OfModels> models = new ArrayList<>();
    section
        .members()
        .forEach((pattern, value) -> {
          if (!pattern.contains("/")) {
            value.wrong("a limit is for provider/model, where * is any text, such as wall/*");
          }
          tokens(value).ifPresent(tokens -> models.add(new OfModels(pattern, tokens)));
        });
    return models;
  }

  private static int tokens(Section section, String name, int otherwise) {
    return section.find(name).flatMap(OutputDefaultsReader::tokens).orElse(otherwise);
  }

  private static Optional<Integer> tokens(Value value) {
    return value.integer(1, MOST_TOKENS);
  }
}
