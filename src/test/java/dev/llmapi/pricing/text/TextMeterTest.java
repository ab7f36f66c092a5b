package dev.llmapi.pricing.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.llmapi.model.Slice;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextMeterTest {

  private static final Encoding O200K =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

  private static final String ENGLISH =
      """
      It was a bright cold day in April, and the clocks were striking thirteen. She'd kept 1,250
      letters (all unread) in the drawer; "somebody will want them," he'd said, "I'm sure of it."
      """;

  /** What the pieces' pattern tells apart, so that random texts meet all of its corners. */
  private static final List<String> CORNERS =
      List.of(
          " ",
          "  ",
          "\n",
          "\r\n",
          "\t",
          "\u00a0",
          "\u3000",
          "\u2028",
          "a",
          "the",
          " The",
          "ABC",
          "XMLHttp",
          "'s",
          "'LL",
          "'",
          "\u017f",
          "'\u017f",
          "12",
          "3456",
          "½",
          "Ⅷ",
          "٣",
          "é",
          "e\u0301",
          "\u0301",
          "中文",
          "こん",
          "한국",
          "ไทย",
          "ǅ",
          "ʰ",
          "ß",
          "Я",
          "🙂",
          "👩‍👩‍👧",
          "/",
          "//",
          "…",
          "!",
          ".\n/",
          "{\"a\":",
          "=>",
          "\u0000",
          "\u001f",
          "\u0085",
          "_",
          "internationalization");

  static Stream<String> texts() {
    return Stream.of(
        "",
        "a",
        ENGLISH,
        "don't DON'T we'll WE'LL they've it's IT'S x'sy",
        "    indented\n\n\n  twice  \n",
        "https://example.com//a/b?c=d#e\n/\n",
        "日本語とEnglishが混ざったテキスト、1234567。",
        "Привет, как дела? नमस्ते दुनिया สวัสดี",
        "a".repeat(5000),
        "=".repeat(1000),
        " ".repeat(1000),
        "漢".repeat(700));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void add_text_countsWhatO200kCounts(String text) {
    assertThat(measure(text).tokens()).isEqualTo(O200K.countTokensOrdinary(text));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20261125})
  void add_textOfCornersBySeed_countsWhatO200kCounts(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 400; round++) {
      String text = corners(random);
      assertThat(measure(text).tokens()).as("%s", text).isEqualTo(O200K.countTokensOrdinary(text));
    }
  }

  private static String corners(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append(CORNERS.get(random.nextInt(CORNERS.size())));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20261125})
  void add_anyCharactersBySeed_countsWhatO200kCounts(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      String text =
          random
              .ints(random.nextInt(120), 0, random.nextInt(128, 0x30000))
              .filter(character -> Character.isDefined(character) && !isSurrogate(character))
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      assertThat(measure(text).tokens()).as("%s", text).isEqualTo(O200K.countTokensOrdinary(text));
    }
  }

  private static boolean isSurrogate(int character) {
    return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void most_anyTokenizer_isBetweenItsShareAndTheBytes(Tokenizer tokenizer) {
    for (String text : texts().toList()) {
      TextMeasure measure = measure(text);

      assertThat(tokenizer.most(measure))
          .isLessThanOrEqualTo(measure.bytes())
          .isGreaterThanOrEqualTo(tokenizer.likely(measure));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20261125})
  void most_sandboxBySeed_isNeverLessThanTheSandboxCounts(long seed) {
    Random random = new Random(seed);
    Tokenizer sandbox = Tokenizer.find("sandbox").orElseThrow();
    for (int round = 0; round < 400; round++) {
      String text = corners(random);
      assertThat(sandbox.most(measure(text)))
          .as("%s", text)
          .isGreaterThanOrEqualTo(dev.llmapi.provider.sandbox.talk.Pieces.count(text));
    }
  }

  static Stream<Tokenizer> tokenizers() {
    return Tokenizer.all().values().stream();
  }

  @Test
  void most_english_isTight() {
    TextMeasure measure = measure(ENGLISH);
    double tokens = O200K.countTokensOrdinary(ENGLISH);

    assertThat(most("o200k", measure) / tokens).isEqualTo(1);
    assertThat(most("gemini", measure) / tokens).isLessThan(1.5);
    assertThat(most("claude", measure) / tokens).isLessThan(1.6);
    assertThat(most("claude-later", measure) / tokens).isLessThan(2);
  }

  private static double most(String tokenizer, TextMeasure measure) {
    return Tokenizer.find(tokenizer).orElseThrow().most(measure);
  }

  @Test
  void add_sliceOfABody_isCountedAsItsText() {
    byte[] body = "{\"x\":\"über\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    TextMeter meter = new TextMeter();
    meter.add(new Slice(body, 5, body.length - 1));

    assertThat(meter.measure()).isEqualTo(measure("\"über\""));
  }

  @Test
  void add_moreThanIsCounted_countsEachByte() {
    String part = "word ".repeat(200_000);
    TextMeter meter = new TextMeter();
    meter.add(part);
    meter.add(part);
    meter.add(part);

    TextMeasure measure = meter.measure();

    assertThat(measure.bytes()).isEqualTo(3_000_000);
    assertThat(measure.tokens())
        .isBetween(3_000_000 - TextMeter.MOST_EXACT_BYTES + 400_000, 1_400_000L);
  }

  private static TextMeasure measure(String text) {
    TextMeter meter = new TextMeter();
    meter.add(text);
    return meter.measure();
  }
}
