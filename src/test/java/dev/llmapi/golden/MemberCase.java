package dev.llmapi.golden;

import dev.llmapi.model.Slice;
import java.util.List;
import java.util.stream.Stream;

/**
 * One member of a request, and what is to become of it at one of the platforms that translate.
 *
 * @param request the members that the request holds beside the base's, or instead of them
 * @param outcome sent, dropped, refused or known
 * @param detail the text that is sent, the name that is told, or why nothing is
 */
record MemberCase(
    String member,
    String request,
    GoldenTarget target,
    String model,
    String outcome,
    String detail) {

  private static final String MODEL = "\"model\":\"smart\"";
  private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

  /** Every member of the table, at each platform that translates. */
  static List<MemberCase> all() {
    return rows("members.psv")
        .flatMap(cells ->
            Stream.of(
                of(cells, "anthropic", "claude-sonnet-5", cells.get(2)),
                of(cells, "gemini", "gemini-3.5-flash", cells.get(3))))
        .toList();
  }

  /** Members that models differ in. */
  static List<MemberCase> ofModels() {
    return rows("members-models.psv")
        .map(cells -> of(cells, cells.get(2), cells.get(3), cells.get(4)))
        .toList();
  }

  private static Stream<List<String>> rows(String file) {
    return GoldenFolder.bytes(file)
        .text()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> List.of(line.split(" \\| ", -1)));
  }

  private static MemberCase of(List<String> cells, String target, String model, String expected) {
    String[] words = expected.split(" ", 2);
    String detail = words.length == 2 ? words[1] : cells.getFirst();
    return new MemberCase(
        cells.getFirst(), cells.get(1), GoldenTarget.of(target), model, words[0], detail);
  }

  Slice body() {
    return body(request);
  }

  /** A request that holds nothing but what every request does. */
  static Slice base() {
    return body("");
  }

  private static Slice body(String members) {
    StringBuilder body = new StringBuilder("{");
    if (!members.startsWith("\"model\"")) {
      body.append(MODEL).append(',');
    }
    if (!members.startsWith("\"messages\"")) {
      body.append(MESSAGES);
      body.append(members.isEmpty() ? "" : ",");
    }
    return Slice.utf8(body.append(members).append('}').toString());
  }

  @Override
  public String toString() {
    return member + " at " + model + ", " + outcome + ": " + request;
  }
}
