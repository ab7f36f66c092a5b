package dev.llmapi.wire.openai;

import dev.llmapi.model.Members;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which members inside of others were left unread. One per body, not thread-safe. */
final class Unread {

  /** A client's own names are told up to here; after that, only the member that they are in. */
  private static final int MAX_NAMES = 32;

  private static final Pattern NUMBERS = Pattern.compile("\\[\\d+]");

  private final Map<String, String> pathsByName = new LinkedHashMap<>(4);

  void add(String path) {
    String name = NUMBERS.matcher(path).replaceAll("");
    if (pathsByName.size() < MAX_NAMES || pathsByName.containsKey(name)) {
      pathsByName.putIfAbsent(name, path);
    } else {
      String whole = name.split("\\.", 2)[0];
      pathsByName.putIfAbsent(whole, whole);
    }
  }

  List<Members.Nested> list() {
    return pathsByName.entrySet().stream()
        .map(entry -> new Members.Nested(entry.getKey(), entry.getValue()))
        .toList();
  }
}
