package dev.llmapi.pricing.image;

/** The sandbox's images: a token for each square of that side. */
public record SquareImage(int side) implements ImageOutput {

  private static final int USUAL_EDGE = 1024;

  @Override
  public long most(ImageOrder order) {
    int scale =
        switch (order.scale().orElse("1K")) {
          case "1K" -> 1;
          case "2K" -> 2;
          default -> 4;
        };
    return order
        .size()
        .orElseGet(() -> new ImageSize(USUAL_EDGE * scale, USUAL_EDGE * scale))
        .squares(side);
  }

  @Override
  public boolean insideOutputLimit() {
    return false;
  }
}
