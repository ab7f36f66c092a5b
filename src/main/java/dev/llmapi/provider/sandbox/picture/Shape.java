package dev.llmapi.provider.sandbox.picture;

/** The shapes that the sandbox can draw, and the colour each has where none is asked for. */
enum Shape {
  CIRCLE(NamedColor.BLUE),
  SQUARE(NamedColor.GREEN),
  RECTANGLE(NamedColor.ORANGE),
  TRIANGLE(NamedColor.PURPLE),
  STAR(NamedColor.YELLOW),
  HEART(NamedColor.RED),
  SUN(NamedColor.YELLOW),
  MOON(NamedColor.WHITE),
  HOUSE(NamedColor.BROWN),
  TREE(NamedColor.GREEN);

  private final NamedColor usualColor;

  Shape(NamedColor usualColor) {
    this.usualColor = usualColor;
  }

  NamedColor usualColor() {
    return usualColor;
  }
}
