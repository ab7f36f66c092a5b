package dev.llmapi.wire.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmapi.model.ImageSource.Inline;
import dev.llmapi.model.Members;
import dev.llmapi.model.Members.Member;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts images in the place of their URLs in a body; all else stays byte for byte. */
public final class ImageUrlSplicer {

  private static final String MESSAGES = "messages";

  /** A URL's string in the old body, and what stands there in the new one. */
  private record Patch(int from, int to, Inline image) {

    byte[] prefix() {
      return ("\"data:" + image.mediaType() + ";base64,").getBytes(StandardCharsets.US_ASCII);
    }

    int growth() {
      return prefix().length + image.base64().length() + 1 - (to - from);
    }
  }

  private ImageUrlSplicer() {}

  /**
   * The members with each {@code image_url} of their messages replaced whose URL is a key of the
   * map.
   */
  public static Members splice(Members members, Map<String, Inline> images) {
    List<Patch> patches =
        members.find(MESSAGES).map(member -> patches(members.body(), member, images)).orElseThrow();
    int growth = 0;
    for (Patch patch : patches) {
      growth = Math.addExact(growth, patch.growth());
    }
    byte[] body = patched(members.body(), patches, growth);
    return new Members(Slice.of(body), moved(members, growth), members.nested());
  }

  private static List<Patch> patches(Slice body, Member messages, Map<String, Inline> images) {
    List<Patch> patches = new ArrayList<>();
    Slice value = new Slice(body.array(), messages.valueFrom(), messages.valueTo());
    try (JsonParser parser = Json.parser(value)) {
      while (parser.nextToken() != null) {
        if (!isUrl(parser)) {
          continue;
        }
        int from = value.from() + (int) parser.currentTokenLocation().getByteOffset();
        Inline image = isDataUrl(body.array(), from) ? null : images.get(parser.getText());
        if (image != null) {
          int to = value.from() + (int) parser.currentLocation().getByteOffset();
          patches.add(new Patch(from, to, image));
        }
      }
      return patches;
    } catch (IOException e) {
      throw new UncheckedIOException("a body that was read before", e);
    }
  }

  private static boolean isUrl(JsonParser parser) throws IOException {
    JsonStreamContext object = parser.getParsingContext();
    return parser.currentToken() == JsonToken.VALUE_STRING
        && "url".equals(parser.currentName())
        && object.getParent() != null
        && "image_url".equals(object.getParent().getCurrentName());
  }

  /** Megabytes that are not worth decoding only to see that they are no key of a map. */
  private static boolean isDataUrl(byte[] array, int quote) {
    return (array[quote + 1] | 0x20) == 'd';
  }

  private static byte[] patched(Slice body, List<Patch> patches, int growth) {
    ByteBuffer out = ByteBuffer.allocate(Math.addExact(body.length(), growth));
    int at = body.from();
    for (Patch patch : patches) {
      Slice base64 = patch.image().base64();
      out.put(body.array(), at, patch.from() - at)
          .put(patch.prefix())
          .put(base64.array(), base64.from(), base64.length())
          .put((byte) '"');
      at = patch.to();
    }
    return out.put(body.array(), at, body.to() - at).array();
  }

  private static List<Member> moved(Members members, int growth) {
    int start = members.body().from();
    int grownFrom = members.find(MESSAGES).orElseThrow().valueTo();
    return members.list().stream()
        .map(member ->
            new Member(
                member.name(),
                member.from() - start + (member.from() >= grownFrom ? growth : 0),
                member.valueFrom() - start + (member.valueFrom() >= grownFrom ? growth : 0),
                member.valueTo() - start + (member.valueTo() >= grownFrom ? growth : 0)))
        .toList();
  }
}
