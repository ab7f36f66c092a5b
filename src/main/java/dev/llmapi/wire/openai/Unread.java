package dev.llmapi.wire.openai;

import dev.llmapi.model.Members;
import dev.llmapi.model.Slice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which members inside of others were left unread. One per body, not thread-safe. */
final class Unread {

  /** A client's own names are told up to here; after that, only the member that they are in. */
  private static final int MAX_NAMES = 32;

  /** So many members, of whatever name, are looked at; more of them would only cost time. */
  private static final int MAX_MEMBERS = 50_000;

  private static final Pattern NUMBERS = Pattern.compile("\\[\\d+]");

  private final Map<String, String> pathsByName = new LinkedHashMap<>(4);

  private int members;

  /** Whether no more is to be added. */
  boolean isFull() {
    return members > MAX_MEMBERS;
  }

  void add(String path) {
    members++;
    if (isFull()) {
      pathsByName.putIfAbsent("*", "*");
      return;
    }
    String name = NUMBERS.matcher(path).replaceAll("");
    if (pathsByName.size() < MAX_NAMES || pathsByName.containsKey(name)) {
      pathsByName.putIfAbsent(name, path);
    } else {
      String whole = name.split("\\.", 2)[0];
      pathsByName.putIfAbsent(whole + ".*", whole);
    }
  }

  /** Whether a value is an object, array or string of nothing. */
  static boolean isEmpty(Slice value) {
    byte[] array = value.array();
    int from = value.from();
    if (array[from] == '"') {
      return array[from + 1] == '"';
    }
    if (array[from] != '{' && array[from] != '[') {
      return false;
    }
    for (int at = from + 1; at < value.to() - 1; at++) {
      if (array[at] > ' ') {
        return false;
      }
    }
    return true;
  }

  List<Members.Nested> list() {
    return pathsByName.entrySet().stream()
        .map(entry -> new Members.Nested(entry.getKey(), entry.getValue()))
        .toList();
  }
}
