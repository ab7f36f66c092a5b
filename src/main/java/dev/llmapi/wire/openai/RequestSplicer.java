package dev.llmapi.wire.openai;

import dev.llmapi.model.Body;
import dev.llmapi.model.Members;
import dev.llmapi.model.Members.Member;
import dev.llmapi.model.Slice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a request for a host that speaks OpenAI's format too: the client's own bytes, with only
 * those members changed that must be. All else rides along byte for byte, and big values are not
 * copied. One per body.
 */
public final class RequestSplicer {

  /** Below this a run of bytes is cheaper copied together with its neighbours than kept apart. */
  private static final int COPIED_BELOW_BYTES = 16 << 10;

  private final byte[] array;
  private final List<Slice> slices = new ArrayList<>(4);
  private final ByteArrayOutputStream small;
  private boolean first = true;

  private RequestSplicer(Slice body) {
    array = body.array();
    small = new ByteArrayOutputStream(Math.min(body.length(), COPIED_BELOW_BYTES) + 128);
  }

  /**
   * The body for the other host.
   *
   * @param replaced top-level members with their new values as JSON; those that are not there yet
   *     are added
   * @param removed top-level members that are left out
   */
  public static Body splice(Members members, Map<String, byte[]> replaced, Set<String> removed) {
    RequestSplicer splicer = new RequestSplicer(members.body());
    splicer.small.write('{');
    for (Member member : members.list()) {
      byte[] value = replaced.get(member.name());
      if (value != null) {
        splicer.member(member.from(), member.valueFrom());
        splicer.small.writeBytes(value);
      } else if (!removed.contains(member.name())) {
        splicer.member(member.from(), member.valueTo());
      }
    }
    replaced.forEach((name, value) -> {
      if (members.find(name).isEmpty()) {
        splicer.added(name, value);
      }
    });
    splicer.small.write('}');
    splicer.cut();
    return new Body(splicer.slices);
  }

  private void member(int from, int to) {
    comma();
    if (to - from < COPIED_BELOW_BYTES) {
      small.write(array, from, to - from);
    } else {
      cut();
      slices.add(new Slice(array, from, to));
    }
  }

  private void added(String name, byte[] value) {
    comma();
    small.writeBytes(('"' + name + "\":").getBytes(StandardCharsets.UTF_8));
    small.writeBytes(value);
  }

  private void comma() {
    if (!first) {
      small.write(',');
    }
    first = false;
  }

  private void cut() {
    if (small.size() > 0) {
      slices.add(Slice.of(small.toByteArray()));
      small.reset();
    }
  }
}
