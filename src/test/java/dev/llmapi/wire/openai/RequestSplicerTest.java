package dev.llmapi.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.model.Body;
import dev.llmapi.model.Members;
import dev.llmapi.model.Slice;
import dev.llmapi.testing.RandomJson;
import dev.llmapi.testing.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestSplicerTest {

  private static final String MESSAGES = "[{\"role\":\"user\",\"content\":\"hi\"}]";

  static IntStream seeds() {
    return Seeds.all();
  }

  /** One member as it stands in a body: up to its value, and its value. */
  private record Piece(String name, String head, String value) {}

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void splice_anyBody_changesOnlyWhatItMust(int seed) {
    Random random = new Random(seed);
    RandomJson json = new RandomJson(random);
    List<Piece> pieces = pieces(json, random);
    String body = json.space() + "{" + joined(json, pieces) + "}" + json.space();
    Map<String, byte[]> replaced = new LinkedHashMap<>();
    replaced.put("model", "\"other\"".getBytes(UTF_8));
    replaced.put("added", "{\"a\":1}".getBytes(UTF_8));
    String gone = pieces.get(random.nextInt(pieces.size())).name();

    Body spliced = RequestSplicer.splice(members(body), replaced, Set.of(gone, "absent"));

    List<String> expected = new ArrayList<>();
    for (Piece piece : pieces) {
      if (piece.name().equals("model")) {
        expected.add(piece.head() + "\"other\"");
      } else if (!piece.name().equals(gone)) {
        expected.add(piece.head() + piece.value());
      }
    }
    expected.add("\"added\":{\"a\":1}");
    assertThat(text(spliced)).isEqualTo("{" + String.join(",", expected) + "}");
  }

  private static List<Piece> pieces(RandomJson json, Random random) {
    List<Piece> pieces = new ArrayList<>();
    pieces.add(piece(json, "model", "model", "\"gpt\""));
    pieces.add(piece(json, "messages", "messages", MESSAGES));
    for (RandomJson.Member member : json.members(random.nextInt(5))) {
      String ending = random.nextBoolean() ? "\\\\" : "\\\":";
      pieces.add(
          piece(
              json,
              member.name() + ending.replace("\\\\", "\\").replace("\\\"", "\""),
              member.name() + ending,
              member.value()));
    }
    java.util.Collections.shuffle(pieces, random);
    return pieces;
  }

  private static Piece piece(RandomJson json, String name, String written, String value) {
    return new Piece(name, "\"" + written + "\"" + json.space() + ":" + json.space(), value);
  }

  private static String joined(RandomJson json, List<Piece> pieces) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      text.append(text.isEmpty() ? "" : ",").append(json.space());
      text.append(piece.head()).append(piece.value()).append(json.space());
    }
    return text.toString();
  }

  @Test
  void splice_bigValue_isNotCopied() {
    String image = "x".repeat(100_000);
    Members members =
        members(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\""
                + image
                + "\"}],\"n\":1}");

    Body spliced =
        RequestSplicer.splice(members, Map.of("model", "\"o\"".getBytes(UTF_8)), Set.of("n"));

    assertThat(spliced.slices())
        .filteredOn(slice -> slice.length() > 100_000)
        .singleElement()
        .satisfies(slice -> assertThat(slice.array()).isSameAs(members.body().array()));
    assertThat(text(spliced)).startsWith("{\"model\":\"o\",\"messages\":[").endsWith("\"}]}");
  }

  @Test
  void splice_noMembers_isAnObject() {
    assertThat(text(RequestSplicer.splice(Members.NONE, Map.of(), Set.of()))).isEqualTo("{}");
    assertThat(
            text(RequestSplicer.splice(Members.NONE, Map.of("a", "1".getBytes(UTF_8)), Set.of())))
        .isEqualTo("{\"a\":1}");
  }

  @Test
  void splice_memberWithBothOrders_isReplacedNotRemoved() {
    Members members = members("{\"model\":\"m\",\"messages\":" + MESSAGES + "}");

    Body spliced =
        RequestSplicer.splice(
            members, Map.of("model", "\"o\"".getBytes(UTF_8)), Set.of("model", "messages"));

    assertThat(text(spliced)).isEqualTo("{\"model\":\"o\"}");
  }

  private static Members members(String body) {
    return ChatRequestReader.read(Slice.utf8(body)).members();
  }

  private static String text(Body body) {
    return new String(body.joined(), UTF_8);
  }
}
