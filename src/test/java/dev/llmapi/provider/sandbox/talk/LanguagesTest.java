package dev.llmapi.provider.sandbox.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LanguagesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | What is the capital of France?",
        "en | Tell me a joke",
        "en | 2+2",
        "en | ''",
        "en | 🎉",
        "de | Hallo!",
        "de | Guten Morgen",
        "de | Hallo, wie geht es dir?",
        "de | Bitte schreibe ein Gedicht über den Herbst.",
        "fr | Bonjour, comment ça va ?",
        "fr | Raconte-moi une histoire pour les enfants",
        "es | Hola, ¿qué tal?",
        "es | Cuéntame un chiste corto",
        "it | Ciao, come stai?",
        "it | Scrivi una poesia sulla primavera per la mia amica",
        "pt | Olá, tudo bem?",
        "pt | Você pode me ajudar com isso?",
        "nl | Hallo, hoe gaat het met je?",
        "pl | Cześć, jak się masz?",
        "tr | Merhaba, nasılsın?",
        "sv | Hej, hur mår du?",
        "sv | Hur blir vädret i morgon i Stockholm?",
        "cs | Ahoj, jak se máš?",
        "vi | Xin chào, bạn khỏe không?",
        "id | Halo, apa kabar?",
        "ru | Привет, как дела?",
        "uk | Привіт, як справи?",
        "el | Γεια σου, τι κάνεις;",
        "ar | مرحبا كيف حالك؟",
        "he | שלום מה שלומך",
        "hi | नमस्ते, आप कैसे हैं?",
        "th | สวัสดี คุณสบายดีไหม",
        "zh | 你好，你是谁？",
        "ja | こんにちは、お元気ですか？",
        "ja | 東京の天気は？",
        "ko | 안녕하세요, 잘 지내세요?"
      })
  void detect_text_isItsLanguage(String code, String text) {
    assertThat(Languages.detect(text).code()).isEqualTo(code);
  }

  static Stream<Language> all() {
    return Languages.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void phrases_anyLanguage_areComplete(Language language) {
    var english = Resources.properties("phrases/en.properties");
    var own = Resources.properties("phrases/" + language.code() + ".properties");
    assertThat(own.keySet()).isEqualTo(english.keySet());
    assertThat(Phrases.of(language).list("colors")).hasSize(12).doesNotContain("");
    for (var key : english.keySet()) {
      if (!key.equals("count")) {
        assertThat(places(own.getOrDefault(key, "")))
            .as(key)
            .isEqualTo(places(english.getOrDefault(key, "")));
      }
    }
  }

  private static Set<String> places(String sentence) {
    return Pattern.compile("\\{\\w+}")
        .matcher(sentence)
        .results()
        .map(match -> match.group())
        .collect(Collectors.toSet());
  }
}
