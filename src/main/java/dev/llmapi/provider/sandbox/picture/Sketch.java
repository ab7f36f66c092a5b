package dev.llmapi.provider.sandbox.picture;

import dev.llmapi.provider.sandbox.talk.WordSpotter;
import dev.llmapi.provider.sandbox.talk.WordSpotter.Spot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a prompt asks to be drawn, as far as the words of {@code drawing.properties} tell.
 *
 * @param background empty where the prompt names none
 * @param tint the colours that belong to no shape
 * @param sign the quoted text, to be drawn large; empty for none
 */
record Sketch(
    String prompt,
    Optional<NamedColor> background,
    List<Figure> figures,
    List<NamedColor> tint,
    List<Edit> edits,
    String sign) {

  /** A shape in its colour. */
  record Figure(Shape shape, NamedColor color) {}

  private static final WordSpotter WORDS = WordSpotter.of("drawing.properties");
  private static final Pattern QUOTED =
      Pattern.compile("[\"“„«「『]\\s*([^\"“”„«»「」『』]{1,60}?)\\s*[\"“”»」』]");
  private static final int MOST_FIGURES = 12;

  /** A colour this far from a shape, in characters, is not its colour. */
  private static final int MOST_DISTANCE = 14;

  Sketch {
    figures = List.copyOf(figures);
    tint = List.copyOf(tint);
    edits = List.copyOf(edits);
  }

  static Sketch of(String prompt) {
    var edits =
        WORDS.find("edit.", prompt).stream()
            .map(spot -> Edit.valueOf(name(spot)))
            .distinct()
            .toList();
    var colors = new ArrayList<>(WORDS.find("color.", prompt));
    var background =
        WORDS.find("background", prompt).stream()
            .findFirst()
            .flatMap(spot -> takeNearest(colors, spot))
            .map(Sketch::color);
    var figures = new ArrayList<Figure>();
    for (var spot : WORDS.find("shape.", prompt).stream().limit(MOST_FIGURES).toList()) {
      var shape = Shape.valueOf(name(spot));
      var color = takeNearest(colors, spot).map(Sketch::color).orElse(shape.usualColor());
      figures.add(new Figure(shape, color));
    }
    var quoted = QUOTED.matcher(prompt);
    var tint = colors.stream().map(Sketch::color).toList();
    return new Sketch(
        prompt, background, figures, tint, edits, quoted.find() ? quoted.group(1) : "");
  }

  /** Takes the colour that stands nearest before a word, or nearest after it. */
  private static Optional<Spot> takeNearest(List<Spot> colors, Spot word) {
    var nearest =
        colors.stream()
            .filter(color -> distance(color, word) <= MOST_DISTANCE)
            .min(Comparator.comparingInt(color -> distance(color, word)));
    nearest.ifPresent(colors::remove);
    return nearest;
  }

  /** The characters between a colour and a word; before it counts as nearer than after it. */
  private static int distance(Spot color, Spot word) {
    return color.start() < word.start()
        ? word.start() - color.end()
        : color.start() - word.end() + 1;
  }

  private static NamedColor color(Spot spot) {
    return NamedColor.valueOf(name(spot));
  }

  private static String name(Spot spot) {
    return spot.key().substring(spot.key().indexOf('.') + 1).toUpperCase(Locale.ROOT);
  }
}
