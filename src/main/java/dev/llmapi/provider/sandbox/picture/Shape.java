package dev.llmapi.provider.sandbox.picture;

/** The shapes that the sandbox can draw, and the colour each has where none is asked for. */
enum Shape {
  CIRCLE(NamedColor.BLUE, Scene.ANYWHERE),
  SQUARE(NamedColor.GREEN, Scene.ANYWHERE),
  RECTANGLE(NamedColor.ORANGE, Scene.ANYWHERE),
  TRIANGLE(NamedColor.PURPLE, Scene.ANYWHERE),
  STAR(NamedColor.YELLOW, Scene.ANYWHERE),
  HEART(NamedColor.RED, Scene.ANYWHERE),
  SUN(NamedColor.YELLOW, Scene.SKY),
  MOON(NamedColor.WHITE, Scene.SKY),
  CLOUD(NamedColor.WHITE, Scene.SKY),
  MOUNTAIN(NamedColor.GREY, Scene.GROUND),
  HOUSE(NamedColor.BROWN, Scene.GROUND),
  TREE(NamedColor.GREEN, Scene.GROUND),
  FLOWER(NamedColor.PINK, Scene.GROUND),
  CAT(NamedColor.ORANGE, Scene.GROUND),
  DOG(NamedColor.BROWN, Scene.GROUND);

  /** Where a shape is at home. */
  private enum Scene {
    ANYWHERE,
    SKY,
    GROUND
  }

  private final NamedColor usualColor;
  private final Scene scene;

  Shape(NamedColor usualColor, Scene scene) {
    this.usualColor = usualColor;
    this.scene = scene;
  }

  /** Whether a picture with it is a landscape. */
  boolean isOutdoors() {
    return scene != Scene.ANYWHERE;
  }

  /** Whether it stands in the sky of a landscape. */
  boolean isInSky() {
    return scene == Scene.SKY || this == STAR;
  }

  NamedColor usualColor() {
    return usualColor;
  }
}
