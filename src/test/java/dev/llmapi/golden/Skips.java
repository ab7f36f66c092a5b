package dev.llmapi.golden;

import java.util.List;

/** {@code skips.csv}: what there is no golden file of, and why. */
final class Skips {
  private static final List<List<String>> ROWS = GoldenFolder.rows("skips.csv", 4);

  private Skips() {}

  static List<List<String>> rows() {
    return ROWS;
  }

  /** Whether there is to be no such case; {@code path} is its folder and stem. */
  static boolean contains(GoldenTarget target, String path) {
    String direction = path.substring(0, path.indexOf('/') + 1);
    String name = direction + path.substring(path.lastIndexOf('/') + 1);
    return ROWS.stream()
        .anyMatch(row -> row.get(1).equals(target.fileName()) && row.get(2).equals(name));
  }
}
