package dev.llmapi.provider.sandbox;

import dev.llmapi.provider.sandbox.picture.Decoder;
import dev.llmapi.provider.sandbox.picture.NamedColor;
import dev.llmapi.provider.sandbox.picture.PixelFacts;
import dev.llmapi.provider.sandbox.picture.PixelFacts.ColorShare;
import dev.llmapi.provider.sandbox.picture.SentImage;
import dev.llmapi.provider.sandbox.picture.SentImage.Embedded;
import dev.llmapi.provider.sandbox.picture.SentImage.Linked;
import dev.llmapi.provider.sandbox.picture.Tesseract;
import dev.llmapi.provider.sandbox.talk.Phrases;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells what is true of the images of a request. */
record ImageReport(Optional<Path> tesseract) {
  /** In the order in which each language's phrases name them. */
  private static final List<NamedColor> NAMED_COLORS = List.of(NamedColor.values());

  /** One paragraph for each image. */
  String of(List<SentImage> images, Phrases phrases) {
    var report = new StringBuilder();
    for (var i = 0; i < images.size(); i++) {
      report.append(phrases.say("image.title", Map.of("index", i + 1))).append(":\n");
      switch (images.get(i)) {
        case Linked(var host) ->
            report.append("- ").append(phrases.say("unseen", Map.of("host", host))).append('\n');
        case Embedded image -> describe(report, image, phrases);
      }
    }
    return report.toString();
  }

  private void describe(StringBuilder report, Embedded image, Phrases phrases) {
    var header = image.header();
    fact(report, phrases.say("image.format"), header.format().label());
    fact(report, phrases.say("image.size"), header.width() + " × " + header.height());
    fact(report, phrases.say("image.bytes"), Integer.toString(header.sizeBytes()));
    fact(report, phrases.say("image.animated"), phrases.say(header.animated() ? "yes" : "no"));
    var facts = Decoder.survey(image);
    if (facts.isEmpty()) {
      report.append("- ").append(phrases.say("image.headeronly")).append('\n');
      return;
    }
    describePixels(report, facts.get(), phrases);
    fact(report, phrases.say("image.text"), textIn(image, phrases));
  }

  private static void describePixels(StringBuilder report, PixelFacts facts, Phrases phrases) {
    var colors =
        facts.dominant().stream()
            .map(color -> describe(color, phrases))
            .collect(Collectors.joining(", "));
    if (!colors.isEmpty()) {
      fact(report, phrases.say("image.colors"), colors);
    }
    fact(report, phrases.say("image.transparency"), percent(facts.transparentShare()));
    fact(report, phrases.say("image.brightness"), percent(facts.brightness()));
  }

  private static String describe(ColorShare color, Phrases phrases) {
    var position = NAMED_COLORS.indexOf(NamedColor.nearest(color.rgb()));
    var name = phrases.list("colors").get(position);
    return String.format(Locale.ROOT, "%s (#%06x, %s)", name, color.rgb(), percent(color.share()));
  }

  private String textIn(Embedded image, Phrases phrases) {
    if (tesseract.isEmpty()) {
      return phrases.say("image.noocr");
    }
    var text = new Tesseract(tesseract.get()).read(image);
    return text.isEmpty() ? phrases.say("image.notext") : "“" + text + "”";
  }

  private static void fact(StringBuilder report, String label, String value) {
    report.append("- ").append(label).append(": ").append(value).append('\n');
  }

  private static String percent(double share) {
    return Math.round(share * 100) + " %";
  }
}
