package dev.llmapi.provider.sandbox.talk;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The sentences of one language, from {@code phrases/<code>.properties}. Thread-safe.
 *
 * <p>A sentence may hold places such as <code>{words}</code>. One that exists in several versions
 * has a number behind its key: {@code intro.0}, {@code intro.1}.
 */
public final class Phrases {
  private static final Map<String, Phrases> LOADED = new ConcurrentHashMap<>();
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

  private final Map<String, String> sentences;

  private Phrases(Map<String, String> sentences) {
    this.sentences = sentences;
  }

  public static Phrases of(Language language) {
    return LOADED.computeIfAbsent(
        language.code(),
        code -> new Phrases(Resources.properties("phrases/" + code + ".properties")));
  }

  /** The sentence under {@code key}. */
  public String say(String key) {
    var sentence = sentences.get(key);
    if (sentence == null) {
      throw new IllegalArgumentException("no phrase " + key);
    }
    return sentence;
  }

  /** The sentence under {@code key} with its places filled. */
  public String say(String key, Map<String, ?> places) {
    return PLACE
        .matcher(say(key))
        .replaceAll(
            match -> java.util.regex.Matcher.quoteReplacement(fill(places, match.group(1))));
  }

  /** One of the versions of a sentence, the same for the same {@code choice}. */
  public String vary(String key, long choice, Map<String, ?> places) {
    var versions =
        (int) IntStream.iterate(0, i -> sentences.containsKey(key + "." + i), i -> i + 1).count();
    return say(key + "." + Math.floorMod(choice, versions), places);
  }

  /** The names under {@code key}, with commas between them in the file. */
  public List<String> list(String key) {
    return List.of(say(key).split("\\s*[,،、]\\s*", -1));
  }

  private static String fill(Map<String, ?> places, String name) {
    var value = places.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no value for {" + name + "}");
    }
    return value.toString();
  }
}
