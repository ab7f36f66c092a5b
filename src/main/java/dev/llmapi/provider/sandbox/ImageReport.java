package dev.llmapi.provider.sandbox;

import dev.llmapi.provider.sandbox.ImageFacts.Seen;
import dev.llmapi.provider.sandbox.ImageFacts.Unseen;
import dev.llmapi.provider.sandbox.picture.NamedColor;
import dev.llmapi.provider.sandbox.picture.PixelFacts;
import dev.llmapi.provider.sandbox.picture.PixelFacts.ColorShare;
import dev.llmapi.provider.sandbox.talk.Phrases;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells what is true of images, in the words of one language. */
record ImageReport(Phrases phrases) {
  /** In the order in which each language's phrases name them. */
  private static final List<NamedColor> NAMED_COLORS = List.of(NamedColor.values());

  /** One paragraph for each image. */
  String of(List<ImageFacts> images) {
    var report = new StringBuilder();
    for (var i = 0; i < images.size(); i++) {
      report.append(phrases.say("image.title", Map.of("index", i + 1))).append(":\n");
      switch (images.get(i)) {
        case Unseen(var host) ->
            report.append("- ").append(phrases.say("unseen", Map.of("host", host))).append('\n');
        case Seen seen -> describe(report, seen);
      }
    }
    return report.toString();
  }

  private void describe(StringBuilder report, Seen image) {
    var header = image.header();
    fact(report, "image.format", header.format().label());
    fact(report, "image.size", header.width() + " × " + header.height());
    fact(report, "image.bytes", Integer.toString(header.sizeBytes()));
    fact(report, "image.animated", phrases.say(header.animated() ? "yes" : "no"));
    if (image.pixels().isEmpty()) {
      if (!header.transparent()) {
        fact(report, "image.transparency", percent(0));
      }
      report.append("- ").append(phrases.say("image.headeronly")).append('\n');
      return;
    }
    describePixels(report, image.pixels().get());
    fact(report, "image.text", image.text().map(this::quoted).orElse(phrases.say("image.noocr")));
  }

  private void describePixels(StringBuilder report, PixelFacts facts) {
    var colors = facts.dominant().stream().map(this::describe).collect(Collectors.joining(", "));
    if (!colors.isEmpty()) {
      fact(report, "image.colors", colors);
    }
    fact(report, "image.transparency", percent(facts.transparentShare()));
    fact(report, "image.brightness", percent(facts.brightness()));
  }

  private String describe(ColorShare color) {
    return String.format(
        Locale.ROOT, "%s (#%06x, %s)", nameOf(color), color.rgb(), percent(color.share()));
  }

  String nameOf(ColorShare color) {
    return phrases.list("colors").get(NAMED_COLORS.indexOf(NamedColor.nearest(color.rgb())));
  }

  private String quoted(String text) {
    return text.isEmpty() ? phrases.say("image.notext") : "“" + text + "”";
  }

  private void fact(StringBuilder report, String label, String value) {
    report.append("- ").append(phrases.say(label)).append(": ").append(value).append('\n');
  }

  private static String percent(double share) {
    return Math.round(share * 100) + " %";
  }
}
