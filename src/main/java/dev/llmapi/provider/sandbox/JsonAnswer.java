package dev.llmapi.provider.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmapi.provider.sandbox.ImageFacts.Seen;
import dev.llmapi.provider.sandbox.ImageFacts.Unseen;
import dev.llmapi.provider.sandbox.schema.PromptValues;
import dev.llmapi.provider.sandbox.schema.SchemaExample;
import dev.llmapi.provider.sandbox.schema.SchemaExample.Fullness;
import dev.llmapi.provider.sandbox.schema.UnfittableSchemaException;
import dev.llmapi.provider.sandbox.talk.Phrases;
import dev.llmapi.provider.sandbox.talk.Words;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers that are JSON.
 *
 * @param images what is true of the images that the request asks about
 */
record JsonAnswer(ChatRequest request, List<ImageFacts> images) {

  /** An object that says what the text would say. */
  String object(Instant now) {
    var language = TextAnswer.languageOf(request);
    var phrases = Phrases.of(language);
    var prompt = request.prompt();
    var object = JsonNodeFactory.instance.objectNode();
    object.put("sandbox", phrases.say("label"));
    object.put("language", language.code());
    object.put("prompt", Words.shorten(prompt, 160));
    object.put("words", Words.of(prompt).size());
    TextAnswer.skill(request, now).ifPresent(answer -> object.put("answer", answer));
    request.toolResults().stream()
        .findFirst()
        .ifPresent(_ -> {
          var results = object.putArray("results");
          request.toolResults().forEach(turn -> results.add(Words.shorten(turn.text(), 2_000)));
        });
    if (!images.isEmpty()) {
      var array = object.putArray("images");
      images.forEach(image -> addFacts(array.addObject(), image, new ImageReport(phrases)));
    }
    return object.toString();
  }

  private static void addFacts(ObjectNode object, ImageFacts facts, ImageReport report) {
    switch (facts) {
      case Unseen(var host) -> object.put("host", host).put("seen", false);
      case Seen(var header, var pixels, var text) -> {
        object.put("format", header.format().label());
        object.put("width", header.width()).put("height", header.height());
        object.put("bytes", header.sizeBytes()).put("animated", header.animated());
        pixels.ifPresent(found -> {
          var colors = object.putArray("colors");
          found
              .dominant()
              .forEach(color ->
                  colors
                      .addObject()
                      .put("name", report.nameOf(color))
                      .put("hex", String.format(Locale.ROOT, "#%06x", color.rgb()))
                      .put("share", Math.round(color.share() * 100) / 100.0));
        });
        text.ifPresent(found -> object.put("text", found));
      }
    }
  }

  /**
   * A value that fits {@code schema}, with values of the images, of the tools' answers and of the
   * prompt where they fit.
   */
  String fitting(JsonNode schema) {
    var said =
        Stream.concat(request.toolResults().stream().map(Turn::text), Stream.of(request.prompt()))
            .collect(Collectors.joining("\n"));
    var values = PromptValues.of(said);
    images.stream()
        .flatMap(image -> image instanceof Seen seen ? Stream.of(seen) : Stream.empty())
        .forEach(seen -> addKnown(values, seen));
    try {
      return SchemaExample.of(schema, values, Fullness.ALL).toString();
    } catch (UnfittableSchemaException e) {
      throw unfittable("response_format.json_schema.schema", e);
    }
  }

  private void addKnown(PromptValues values, Seen image) {
    var report = new ImageReport(Phrases.of(TextAnswer.languageOf(request)));
    values.know("format", image.header().format().label());
    values.know("width", Integer.toString(image.header().width()));
    values.know("height", Integer.toString(image.header().height()));
    values.know("bytes", Integer.toString(image.header().sizeBytes()));
    image.text().filter(text -> !text.isEmpty()).ifPresent(text -> values.know("text", text));
    image.pixels().stream()
        .flatMap(pixels -> pixels.dominant().stream())
        .forEach(color -> {
          values.know("color", report.nameOf(color));
          values.know("hex", String.format(Locale.ROOT, "#%06x", color.rgb()));
        });
  }

  static BadRequestException unfittable(String param, UnfittableSchemaException e) {
    return BadRequestException.invalid(
        param, "The sandbox cannot make an example of this schema: " + e.getMessage() + ".");
  }
}
