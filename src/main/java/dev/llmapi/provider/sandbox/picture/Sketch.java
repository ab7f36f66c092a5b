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
    var edits = edits(prompt);
    var colors = new ArrayList<>(colors(prompt));
    var background =
        WORDS.find("background", prompt).stream()
            .findFirst()
            .flatMap(spot -> takeNearest(colors, spot))
            .map(Sketch::color);
    var figures = new ArrayList<Figure>();
    var counts = WORDS.find("count.", prompt);
    for (var spot : WORDS.find("shape.", prompt).stream().limit(MOST_FIGURES).toList()) {
      var shape = Shape.valueOf(name(spot));
      var color = takeNearest(colors, spot).map(Sketch::color).orElse(shape.usualColor());
      var count = counts.stream().filter(number -> isJustBefore(number, spot)).findFirst();
      var times = count.map(number -> Integer.parseInt(name(number))).orElse(1);
      for (var i = 0; i < times && figures.size() < MOST_FIGURES; i++) {
        figures.add(new Figure(shape, color));
      }
    }
    var quoted = QUOTED.matcher(prompt);
    var tint = colors.stream().map(Sketch::color).toList();
    return new Sketch(
        prompt, background, figures, tint, edits, quoted.find() ? quoted.group(1) : "");
  }

  boolean shows(Shape shape) {
    return figures.stream().anyMatch(figure -> figure.shape() == shape);
  }

  /** Whether it is to be a landscape: something in it belongs there, and no ground is named. */
  boolean isOutdoors() {
    return background.isEmpty() && figures.stream().anyMatch(figure -> figure.shape().isOutdoors());
  }

  private static List<Edit> edits(String prompt) {
    return WORDS.find("edit.", prompt).stream()
        .map(spot -> Edit.valueOf(name(spot)))
        .distinct()
        .toList();
  }

  /** The colours, without those that are part of an edit's name: black and white, sepia brown. */
  private static List<Spot> colors(String prompt) {
    var edits = WORDS.find("edit.", prompt);
    return WORDS.find("color.", prompt).stream()
        .filter(color ->
            edits.stream()
                .noneMatch(edit -> edit.start() <= color.start() && color.end() <= edit.end()))
        .toList();
  }

  /** Whether a number stands before a word, with a colour between them at most. */
  private static boolean isJustBefore(Spot number, Spot word) {
    return number.end() <= word.start() && word.start() - number.end() <= MOST_DISTANCE;
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
