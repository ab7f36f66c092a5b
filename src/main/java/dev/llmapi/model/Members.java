package dev.llmapi.model;

import java.util.List;
import java.util.Optional;

/**
 * The top-level members of a JSON object, in order, each with the place of its value in the bytes
 * that were read. Members that nobody understands ride along here.
 *
 * @param body the whole object, from its first brace to its last
 * @param nested what members further in said that the model of chat has no place for
 */
public record Members(Slice body, List<Member> list, List<Nested> nested) {

  public static final Members NONE = new Members(Slice.utf8("{}"), List.of());

  /**
   * One member and its place.
   *
   * @param from where the member's name begins (its opening quote)
   * @param valueFrom where its value begins
   * @param valueTo where its value ends, exclusive
   */
  public record Member(String name, int from, int valueFrom, int valueTo) {}

  /**
   * A member inside of another, which only a wire that passes the body on can say.
   *
   * @param name where such a member stands, without the numbers of lists: {@code messages.audio}
   * @param path where the first of them stands: {@code messages[1].audio}
   */
  public record Nested(String name, String path) {}

  public Members {
    list = List.copyOf(list);
    nested = List.copyOf(nested);
  }

  public Members(Slice body, List<Member> list) {
    this(body, list, List.of());
  }

  public Optional<Member> find(String name) {
    for (Member member : list) {
      if (member.name().equals(name)) {
        return Optional.of(member);
      }
    }
    return Optional.empty();
  }

  public Optional<RawJson> findValue(String name) {
    return find(name).map(m -> new RawJson(new Slice(body.array(), m.valueFrom(), m.valueTo())));
  }
}
