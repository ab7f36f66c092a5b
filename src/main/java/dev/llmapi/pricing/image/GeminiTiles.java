package dev.llmapi.pricing.image;

import dev.llmapi.model.Part.Detail;
import java.util.Optional;

/**
 * Gemini 2.x: 258 tokens for an image of up to 384 by 384, and else for each tile; a tile's side is
 * two thirds of the image's shorter side.
 */
public record GeminiTiles() implements ImageInput {

  private static final int TILE_TOKENS = 258;
  private static final int SMALL = 384;

  /** A panorama of 8 to 1. */
  private static final int MOST_TILES = 24;

  @Override
  public long tokens(Optional<ImageSize> size, Detail detail) {
    return TILE_TOKENS * size.map(GeminiTiles::tiles).orElse((long) MOST_TILES);
  }

  private static long tiles(ImageSize size) {
    if (size.longer() <= SMALL) {
      return 1;
    }
    return size.squares(Math.max(1, (int) (size.shorter() / 1.5)));
  }
}
