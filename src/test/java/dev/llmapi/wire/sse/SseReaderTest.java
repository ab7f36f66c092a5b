package dev.llmapi.wire.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.testing.Pieces;
import dev.llmapi.testing.Seeds;
import dev.llmapi.wire.ByteSource;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SseReaderTest {

  private static final String[] PIECES = {
    "data: {\"a\":1}", "data:x", "data", "data: ", "data:  two spaces", "event: error", "event:",
        "id: 7",
    "retry: 10", ": keep-alive", ":", "data: é🙂", "datax: no", " data: no", "nonsense", ""
  };
  private static final String[] LINE_ENDS = {"\n", "\r\n", "\r"};

  private record Event(@Nullable String type, String data) {}

  static Stream<Arguments> streams() {
    return Stream.of(
        Arguments.of("line feeds", "data: a\n\ndata: b\n\n", List.of("a", "b")),
        Arguments.of("both", "data: a\r\n\r\ndata: b\r\n\r\n", List.of("a", "b")),
        Arguments.of("carriage returns", "data: a\r\rdata: b\r\r", List.of("a", "b")),
        Arguments.of("mixed", "data: a\r\n\ndata: b\n\r\ndata: c\r\n\r", List.of("a", "b", "c")),
        Arguments.of("no space", "data:a\n\n", List.of("a")),
        Arguments.of("one space only goes", "data:  a \n\n", List.of(" a ")),
        Arguments.of(
            "several lines", "data: a\ndata: b\r\ndata:\rdata: c\n\n", List.of("a\nb\n\nc")),
        Arguments.of("name without colon", "data\n\ndata\ndata\n\n", List.of("", "\n")),
        Arguments.of("empty data", "data:\n\ndata: \n\n", List.of("", "")),
        Arguments.of("colons in data", "data: a:b: c\n\n", List.of("a:b: c")),
        Arguments.of("comments", ": hi\n\n:\ndata: a\n: more\n\n: end\n\n", List.of("a")),
        Arguments.of(
            "other fields", "id: 1\nretry: 5\ndata: a\nwhat: b\n\nid: 2\n\n", List.of("a")),
        Arguments.of("byte order mark", "\uFEFFdata: a\n\n\uFEFFdata: b\n\n", List.of("a")),
        Arguments.of("names are exact", "DATA: a\n data: b\ndata : c\n\n", List.of()),
        Arguments.of("blank lines first", "\n\r\n\rdata: a\n\n\n\n", List.of("a")),
        Arguments.of("end without blank line", "data: a\n\ndata: b\n", List.of("a")),
        Arguments.of("end in the line", "data: a\n\ndata: b", List.of("a")),
        Arguments.of("nothing", "", List.of()),
        Arguments.of("less than a mark", "\n", List.of()),
        Arguments.of("characters of many bytes", "data: é🙂𝄞\n\n", List.of("é🙂𝄞")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void next_whole_givesTheData(String name, String stream, List<String> expected) {
    assertThat(data(read(stream, Integer.MAX_VALUE))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void next_byteByByte_givesTheSame(String name, String stream, List<String> expected) {
    assertThat(data(read(stream, 1))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void next_cutAtEveryByte_givesTheSame(String name, String stream, List<String> expected) {
    byte[] bytes = stream.getBytes(UTF_8);
    for (int cut = 1; cut < bytes.length; cut++) {
      int[] sizes = {cut, Integer.MAX_VALUE};
      int[] turn = {0};
      List<Event> events = read(new Pieces(bytes, () -> sizes[Math.min(turn[0]++, 1)]));
      assertThat(data(events)).as("cut at %d", cut).isEqualTo(expected);
    }
  }

  static IntStream seeds() {
    return Seeds.all();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void next_linesOfEveryKind_giveWhatTheStandardSays(int seed) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    StringBuilder stream = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      String line = PIECES[random.nextInt(PIECES.length)];
      String end = LINE_ENDS[random.nextInt(LINE_ENDS.length)];
      if (line.isEmpty() && end.equals("\n") && stream.toString().endsWith("\r")) {
        end = "\r";
      }
      lines.add(line);
      stream.append(line).append(end);
    }
    byte[] bytes = stream.toString().getBytes(UTF_8);

    assertThat(read(new Pieces(bytes, () -> 1 + random.nextInt(20)))).isEqualTo(byTheBook(lines));
  }

  /** The standard's steps (WHATWG HTML, 9.2.6), on lines that are split already. */
  private static List<Event> byTheBook(List<String> lines) {
    List<Event> events = new ArrayList<>();
    StringBuilder data = new StringBuilder();
    String type = null;
    for (String line : lines) {
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          events.add(new Event(type, data.substring(0, data.length() - 1)));
        }
        data.setLength(0);
        type = null;
        continue;
      }
      int colon = line.indexOf(':');
      String name = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      if (name.equals("data")) {
        data.append(value).append('\n');
      } else if (name.equals("event")) {
        type = value;
      }
    }
    return events;
  }

  @Test
  void type_eventField_isOfThatEventOnly() {
    assertThat(read("event: error\ndata: a\n\ndata: b\n\nevent: lost\n\ndata: c\n\n", 3))
        .containsExactly(new Event("error", "a"), new Event(null, "b"), new Event(null, "c"));
  }

  @Test
  void hasSeveralLines_tellsOfTheEventJustRead() {
    SseReader reader =
        new SseReader(new Pieces("data: a\ndata: b\n\ndata: c\n\n".getBytes(UTF_8), () -> 5));

    assertThat(reader.next() && reader.hasSeveralLines()).isTrue();
    assertThat(reader.next() && !reader.hasSeveralLines()).isTrue();
  }

  @Test
  void next_lineOf20Megabytes_isOneEvent() {
    byte[] line = new byte[20 << 20];
    Arrays.fill(line, (byte) 'A');
    SseReader reader = new SseReader(new Pieces(event(line), () -> Integer.MAX_VALUE));

    assertThat(reader.next()).isTrue();
    assertThat(reader.data().length()).isEqualTo(line.length);
    assertThat(reader.data().array()[reader.data().to() - 1]).isEqualTo((byte) 'A');
    assertThat(reader.next()).isFalse();
  }

  @Test
  void next_eventBeyondTheLimit_isBroken() {
    ByteSource endless =
        (bytes, offset, length) -> {
          Arrays.fill(bytes, offset, offset + length, (byte) 'd');
          return length;
        };

    assertThatExceptionOfType(FailureException.class)
        .isThrownBy(() -> new SseReader(endless).next())
        .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.UPSTREAM_BROKEN))
        .withMessage("The provider sent an event of more than 64 MB.");
  }

  @Test
  void next_commentsBeyondTheLimit_takeNoRoom() {
    byte[] comment = (": " + "x".repeat((1 << 20) - 4) + "\n\n").getBytes(UTF_8);
    int[] left = {70};
    Pieces[] piece = {new Pieces(comment, () -> Integer.MAX_VALUE)};
    ByteSource comments =
        (bytes, offset, length) -> {
          int count = piece[0].read(bytes, offset, length);
          if (count < 0 && --left[0] > 0) {
            piece[0] = new Pieces(comment, () -> Integer.MAX_VALUE);
            return piece[0].read(bytes, offset, length);
          }
          return count;
        };

    assertThat(new SseReader(comments).next()).isFalse();
    assertThat(left[0]).isZero();
  }

  @Test
  void next_bigEventsInARow_areCountedApart() {
    int[] megabytes = {33, 20, 50};
    ByteArrayOutputStream all = new ByteArrayOutputStream(104 << 20);
    for (int size : megabytes) {
      all.writeBytes(event(new byte[size << 20]));
    }
    SseReader reader = new SseReader(new Pieces(all.toByteArray(), () -> Integer.MAX_VALUE));

    for (int size : megabytes) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.data().length()).isEqualTo(size << 20);
    }
  }

  @Test
  void next_sourceFails_throwsThat() {
    Pieces good = new Pieces("data: a\n\ndata: b".getBytes(UTF_8), () -> 4);
    FailureException cut = FailureException.of(FailureKind.UPSTREAM_BROKEN, "cut");
    SseReader reader =
        new SseReader((bytes, offset, length) -> {
          int count = good.read(bytes, offset, length);
          if (count < 0) {
            throw cut;
          }
          return count;
        });

    assertThat(reader.next()).isTrue();
    assertThatExceptionOfType(FailureException.class).isThrownBy(reader::next).isSameAs(cut);
  }

  private static byte[] event(byte[] data) {
    ByteArrayOutputStream event = new ByteArrayOutputStream(data.length + 8);
    event.writeBytes("data: ".getBytes(UTF_8));
    Arrays.fill(data, (byte) 'A');
    event.writeBytes(data);
    event.writeBytes("\n\n".getBytes(UTF_8));
    return event.toByteArray();
  }

  private static List<String> data(List<Event> events) {
    return events.stream().map(Event::data).toList();
  }

  private static List<Event> read(String stream, int pieceBytes) {
    return read(new Pieces(stream.getBytes(UTF_8), () -> pieceBytes));
  }

  private static List<Event> read(ByteSource source) {
    SseReader reader = new SseReader(source);
    List<Event> events = new ArrayList<>();
    while (reader.next()) {
      events.add(new Event(reader.type(), reader.data().text()));
    }
    assertThat(reader.next()).isFalse();
    return events;
  }
}
