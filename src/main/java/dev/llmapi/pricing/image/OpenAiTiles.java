package dev.llmapi.pricing.image;

import dev.llmapi.model.Part.Detail;
import java.util.Optional;

/**
 * OpenAI's older models: the image is made to fit into 2048 by 2048, then its shorter side is
 * scaled down to 768; each square of 512 that it takes costs {@code tile}.
 */
public record OpenAiTiles(int base, int tile) implements ImageInput {

  private static final int EDGE = 2048;
  private static final int SHORTER = 768;
  private static final int SQUARE = 512;

  /** 768 by 2048. */
  private static final int MOST_TILES = 8;

  @Override
  public long tokens(Optional<ImageSize> size, Detail detail) {
    if (detail == Detail.LOW) {
      return base;
    }
    return base + tile * size.map(OpenAiTiles::tiles).orElse((long) MOST_TILES);
  }

  private static long tiles(ImageSize size) {
    ImageSize fitted = size.shrunk((double) EDGE / size.longer());
    return fitted.shrunk((double) SHORTER / fitted.shorter()).squares(SQUARE);
  }
}
