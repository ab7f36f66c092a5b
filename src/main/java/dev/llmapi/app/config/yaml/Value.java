package dev.llmapi.app.config.yaml;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One value of the document and where it stands. It is read as what is expected there; where it is
 * something else, that is noted among the problems and nothing is returned.
 */
public final class Value {

  private final Source source;
  private final String path;
  private final Node node;

  Value(Source source, String path, Node node) {
    this.source = source;
    this.path = path;
    this.node = node;
  }

  /** Notes that this value is wrong. */
  public void wrong(String what) {
    source.wrong(Source.line(node), path, what);
  }

  /** Where it stands, for a message that is no fault: the file, the line, and its path. */
  public String place() {
    return source.file() + ":" + Source.line(node) + ": " + path;
  }

  /** Whether nothing was written, or {@code null}. */
  public boolean isNull() {
    return node.getTag().equals(Tag.NULL);
  }

  /** The scalar as it was written, its variables not filled in. */
  public Optional<String> written() {
    if (node instanceof ScalarNode scalar && !isNull()) {
      return Optional.of(scalar.getValue());
    }
    wrong("expected a value, found " + kind());
    return Optional.empty();
  }

  /** The scalar's text, variables filled in. */
  public Optional<String> text() {
    return written().flatMap(text -> source.variables().fill(text, this::wrong));
  }

  public boolean hasVariables() {
    return node instanceof ScalarNode scalar && Variables.areIn(scalar.getValue());
  }

  /** What the file itself holds of the scalar: the text around its variables, each default. */
  public List<String> literals() {
    return node instanceof ScalarNode scalar ? Variables.literals(scalar.getValue()) : List.of();
  }

  /** One of the names. */
  public Optional<String> oneOf(Collection<String> names) {
    Optional<String> text = text();
    if (text.isPresent() && !names.contains(text.get())) {
      wrong(
          quoted() + " is none of " + String.join(", ", names) + Suggestion.of(text.get(), names));
      return Optional.empty();
    }
    return text;
  }

  public Optional<Boolean> bool() {
    return oneOf(List.of("true", "false")).map(Boolean::valueOf);
  }

  /** A whole number in the range, both ends included; {@code _} may divide its digits. */
  public Optional<Integer> integer(int from, int to) {
    Optional<String> text = text();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      int number = Integer.parseInt(text.get().replace("_", ""));
      if (number >= from && number <= to) {
        return Optional.of(number);
      }
    } catch (NumberFormatException _) {
      // Told below, as one out of range is.
    }
    wrong("%s is no whole number from %d to %d".formatted(quoted(), from, to));
    return Optional.empty();
  }

  /** An exact decimal, 0 or more. */
  public Optional<BigDecimal> decimal() {
    Optional<String> text = text();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text.get());
      if (number.signum() >= 0) {
        return Optional.of(number);
      }
    } catch (NumberFormatException _) {
      // Told below, as a negative one is.
    }
    wrong(quoted() + " is no number of 0 or more");
    return Optional.empty();
  }

  /** A duration: {@code 500ms}, {@code 5s}, {@code 2m}, {@code 1h}. */
  public Optional<Duration> duration() {
    Optional<String> text = text();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> duration = DurationText.parse(text.get());
    if (duration.isEmpty()) {
      wrong(quoted() + " is no duration; write 500ms, 5s, 2m or 1h");
    }
    return duration;
  }

  /** The address of a host: http or https, with a path perhaps, without a slash at its end. */
  public Optional<URI> url() {
    return text().flatMap(text -> WebAddress.parse(text, reason -> wrong(quoted() + " " + reason)));
  }

  /** The elements of a list. */
  public Optional<List<Value>> list() {
    if (node instanceof SequenceNode sequence) {
      return Optional.of(
          sequence.getValue().stream().map(each -> new Value(source, path, each)).toList());
    }
    wrong("expected a list, found " + kind());
    return Optional.empty();
  }

  public boolean isList() {
    return node instanceof SequenceNode;
  }

  public boolean isSection() {
    return node instanceof MappingNode;
  }

  /** The members of a mapping. Where nothing was written, or something else, it has none. */
  public Section section() {
    if (!(node instanceof MappingNode mapping)) {
      if (!isNull()) {
        wrong("expected members (name: value), found " + kind());
      }
      return Section.empty(source, path, Source.line(node));
    }
    Map<String, Value> members = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      addMember(members, tuple);
    }
    return new Section(source, path, Source.line(node), members);
  }

  private void addMember(Map<String, Value> members, NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      source.wrong(Source.line(tuple.getKeyNode()), path, "a member's name must be plain text");
      return;
    }
    String name = key.getValue();
    String memberPath = path.isEmpty() ? name : path + "." + name;
    Value value = new Value(source, memberPath, tuple.getValueNode());
    if (members.putIfAbsent(name, value) != null) {
      source.wrong(Source.line(key), memberPath, "stands twice");
    }
  }

  /** As it was written, for a message: a variable is shown by its name, never by its value. */
  public String quoted() {
    return "\"" + (node instanceof ScalarNode scalar ? scalar.getValue() : kind()) + "\"";
  }

  private String kind() {
    if (isNull()) {
      return "nothing";
    }
    return switch (node) {
      case MappingNode _ -> "members";
      case SequenceNode _ -> "a list";
      default -> "a value";
    };
  }
}
