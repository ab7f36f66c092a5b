package dev.llmapi.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.Slice;
import dev.llmapi.testing.RandomJson;
import dev.llmapi.testing.Seeds;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectScanTest {

  static IntStream seeds() {
    return Seeds.all();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void feed_documentCutAnywhere_tellsWhatJacksonReads(int seed) throws IOException {
    Random random = new Random(seed);
    RandomJson json = new RandomJson(random);
    List<RandomJson.Member> members = json.members(1 + random.nextInt(6));
    String text = json.object(members);
    String wanted = members.get(random.nextInt(members.size())).name();
    ObjectScan scan = new ObjectScan("other", wanted.length() < 32 ? wanted : "m", "absent");

    feed(scan, text.getBytes(UTF_8), random);

    JsonNode tree = Json.tree(Slice.utf8(text));
    assertThat(scan.isComplete()).isTrue();
    assertThat(scan.find("absent")).isEmpty();
    assertThat(scan.isGiven("absent")).isFalse();
    if (wanted.length() < 32) {
      assertThat(Json.tree(scan.find(wanted).orElseThrow())).isEqualTo(tree.get(wanted));
      assertThat(scan.isGiven(wanted)).isEqualTo(!tree.get(wanted).isNull());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void isComplete_documentCutShort_isFalse(int seed) {
    Random random = new Random(seed);
    RandomJson json = new RandomJson(random);
    byte[] text = json.object(json.members(3)).strip().getBytes(UTF_8);

    for (int length = 0; length < text.length; length++) {
      ObjectScan scan = new ObjectScan();
      scan.feed(text, 0, length);
      assertThat(scan.isComplete()).as("%d of %d bytes", length, text.length).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "null",
        "\"{}\"",
        "1{}",
        "}{",
        ":{}",
        ",{}",
        "]",
        "{}{}",
        "{}1",
        "{},",
        "{}:",
        "{}\"",
        "{} null",
        "{}]",
        "{}}",
        "{\"a\":[1}",
        "{\"a\":[1}]",
        "{\"a\":{\"b\":1]}",
        "{]",
        "{\"a\":\"}",
        "{\"a\":\"\\\"}",
        "[{}]"
      })
  void isComplete_brokenStructure_isFalse(String text) {
    assertThat(scanOf(text).isComplete()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " {\r\n}\t\n",
        "{\"a\":\"\\\\\"}",
        "{\"a\":\"}{][,:\"}",
        "{\"a\":[[{}],{\"b\":[]}]}",
        "\uFEFF{}"
      })
  void isComplete_oneObject_isTrue(String text) {
    assertThat(scanOf(text).isComplete()).isTrue();
  }

  @Test
  void isComplete_nestedDeeperThanJsonMayBe_isFalse() {
    String deep = "{\"a\":".repeat(Json.MAX_DEPTH + 1) + "1" + "}".repeat(Json.MAX_DEPTH + 1);

    assertThat(scanOf(deep).isComplete()).isFalse();
    assertThat(scanOf(deep.substring(5, deep.length() - 1)).isComplete()).isTrue();
  }

  @Test
  void find_sameNameElsewhere_isNotTaken() {
    ObjectScan scan =
        scanOf(
            "{\"a\":{\"error\":1},\"b\":\"error\",\"c\":[\"error\",2],\"errors\":3,\"erro\":4}",
            "error");

    assertThat(scan.find("error")).isEmpty();
    assertThat(scan.isGiven("error")).isFalse();
  }

  @Test
  void find_memberTwice_isTheLast() {
    ObjectScan scan = scanOf("{\"error\":{\"a\":\"long value\"},\"error\":2}", "error");

    assertThat(scan.find("error")).contains(Slice.utf8("2"));
  }

  @Test
  void find_valueWithSpace_keepsItInStringsOnly() {
    ObjectScan scan = scanOf("{ \"usage\" : { \"a b\" : [ 1 , \"x \\\" y\" ] } }", "usage");

    assertThat(scan.find("usage")).contains(Slice.utf8("{\"a b\":[1,\"x \\\" y\"]}"));
  }

  @Test
  void isGiven_null_isFalse() {
    ObjectScan scan = scanOf("{\"error\": null, \"usage\": false}", "error", "usage");

    assertThat(scan.isGiven("error")).isFalse();
    assertThat(scan.isGiven("usage")).isTrue();
    assertThat(scan.find("error")).contains(Slice.utf8("null"));
  }

  @Test
  void find_valueTooLong_isUnreadableButGiven() {
    String most = "\"" + "x".repeat(CapturedMembers.MAX_BYTES - 3) + "\"";
    String more = "\"" + "x".repeat(CapturedMembers.MAX_BYTES - 2) + "\"";

    assertThat(scanOf("{\"error\":" + most + "}", "error").find("error"))
        .contains(Slice.utf8(most));
    ObjectScan scan = scanOf("{\"error\":" + more + "}", "error");
    assertThat(scan.find("error")).isEmpty();
    assertThat(scan.isGiven("error")).isTrue();
    assertThat(scan.isComplete()).isTrue();
  }

  private static ObjectScan scanOf(String text, String... members) {
    ObjectScan scan = new ObjectScan(members);
    byte[] bytes = text.getBytes(UTF_8);
    scan.feed(bytes, 0, bytes.length);
    return scan;
  }

  private static void feed(ObjectScan scan, byte[] bytes, RandomGenerator random) {
    int at = 0;
    while (at < bytes.length) {
      int to = Math.min(bytes.length, at + 1 + random.nextInt(random.nextBoolean() ? 3 : 40));
      scan.feed(bytes, at, to);
      at = to;
    }
  }
}
