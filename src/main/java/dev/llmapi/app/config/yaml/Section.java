package dev.llmapi.app.config.yaml;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A mapping of the document: its members by name, in the order of the file. */
public final class Section {

  private final Source source;
  private final String path;
  private final int line;
  private final Map<String, Value> members;

  Section(Source source, String path, int line, Map<String, Value> members) {
    this.source = source;
    this.path = path;
    this.line = line;
    this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  static Section empty(Source source, String path, int line) {
    return new Section(source, path, line, Map.of());
  }

  public Map<String, Value> members() {
    return members;
  }

  public Optional<Value> find(String name) {
    return Optional.ofNullable(members.get(name));
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  /** The section under that name; an empty one where there is none. */
  public Section section(String name) {
    return find(name)
        .map(Value::section)
        .orElseGet(() -> empty(source, path.isEmpty() ? name : path + "." + name, line));
  }

  /** Notes every member that is none of these. */
  public void allowOnly(Collection<String> names) {
    members.forEach((name, value) -> {
      if (!names.contains(name)) {
        value.wrong(
            "is no member here; expected " + String.join(", ", names) + Suggestion.of(name, names));
      }
    });
  }

  /** Notes a fault of the section itself, such as a member that is missing. */
  public void wrong(String what) {
    source.wrong(line, path, what);
  }
}
