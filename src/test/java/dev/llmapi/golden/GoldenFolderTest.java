package dev.llmapi.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No golden is missing without a reason, and none is left over. */
final class GoldenFolderTest {
  private static final Set<String> REQUESTS =
      Set.of(
          "basic",
          "full",
          "system",
          "tools",
          "tool-result",
          "image",
          "reasoning",
          "stop",
          "stream-basic",
          "stream-tools",
          "json-schema",
          "json-object",
          "image-out",
          "n",
          "audio",
          "document",
          "multi-system",
          "assistant-first",
          "orphan-tool-result",
          "empty-arguments",
          "tool-image-result",
          "thought-signature",
          "no-thought-signature");
  private static final Set<String> ANSWERS =
      Set.of(
          "basic.json",
          "full.json",
          "tools.json",
          "reasoning.json",
          "stop.json",
          "refusal.json",
          "json-schema.json",
          "length.json",
          "cached.json",
          "image-out.json",
          "n.json",
          "stream-basic.sse",
          "stream-unasked.sse",
          "stream-tools.sse",
          "stream-reasoning.sse",
          "stream-cut.sse",
          "stream-error.sse",
          "stream-no-end.sse",
          "stream-image-out.sse",
          "stream-no-usage.sse");
  private static final Set<String> ERRORS = Set.of("400", "401", "404", "429", "500", "503");

  @Test
  void requests_folder_holdsWhatTheTablesSay() {
    Set<String> expected = new HashSet<>(GoldenFolder.captured(RequestCase.FOLDER));
    RequestCase.all().forEach(each -> expected.add(each.golden()));

    assertThat(new HashSet<>(GoldenFolder.names(RequestCase.FOLDER))).isEqualTo(expected);
    for (String base : REQUESTS) {
      assertThat(expected).contains(base + ".json");
    }
  }

  @ParameterizedTest
  @EnumSource(GoldenTarget.class)
  void responses_folder_holdsWhatTheListSays(GoldenTarget target) {
    String folder = "responses/" + target.fileName() + "/";
    List<String> captured = GoldenFolder.captured(folder);

    for (String base : ANSWERS) {
      boolean skipped = Skips.contains(target, folder + GoldenFolder.stem(base));
      assertThat(captured.contains(base)).as(folder + base).isNotEqualTo(skipped);
    }
    requirePairs(folder, captured);
  }

  @ParameterizedTest
  @EnumSource(GoldenTarget.class)
  void errors_folder_holdsWhatTheListSays(GoldenTarget target) {
    String folder = "errors/" + target.fileName() + "/";
    List<String> captured = GoldenFolder.captured(folder);

    for (String status : ERRORS) {
      boolean skipped = Skips.contains(target, folder + status);
      assertThat(captured.stream().anyMatch(name -> name.startsWith(status)))
          .as(folder + status)
          .isNotEqualTo(skipped);
    }
    requirePairs(folder, captured);
  }

  @Test
  void skips_rows_haveReasonsAndNoDoubles() {
    Set<String> seen = new HashSet<>();
    for (List<String> row : Skips.rows()) {
      assertThat(row.get(0)).isEqualTo("openai");
      assertThat(GoldenTarget.of(row.get(1)).fileName()).isEqualTo(row.get(1));
      assertThat(row.get(3)).isNotBlank();
      assertThat(seen.add(row.get(1) + " " + row.get(2))).as(row.toString()).isTrue();
    }
  }

  /** Beside each captured file stands one golden, and there is none beside. */
  private static void requirePairs(String folder, List<String> captured) {
    List<String> goldens = new ArrayList<>(GoldenFolder.names(folder));
    goldens.removeAll(captured);
    List<String> stems = captured.stream().map(GoldenFolder::stem).sorted().toList();

    assertThat(
            goldens.stream().map(name -> name.replaceAll("\\.openai\\.(json|sse)$", "")).toList())
        .as(folder)
        .containsExactlyInAnyOrderElementsOf(stems);
  }
}
