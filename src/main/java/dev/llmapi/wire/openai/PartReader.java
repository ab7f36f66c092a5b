package dev.llmapi.wire.openai;

import dev.llmapi.model.ImageSource;
import dev.llmapi.model.Part;
import dev.llmapi.model.Slice;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads content parts. Base64 stays where it stands in the body. */
final class PartReader {

  private static final List<String> DETAILS = List.of("auto", "low", "high", "original");

  private final Cursor cursor;

  PartReader(Cursor cursor) {
    this.cursor = cursor;
  }

  /** The members of one part, in whatever order they come. */
  private static final class Draft {
    @Nullable String type;
    @Nullable String text;
    @Nullable String refusal;
    @Nullable Part image;
    @Nullable Part audio;
    @Nullable Part file;
    boolean cached;
  }

  Part readPart() throws IOException {
    Draft draft = new Draft();
    cursor.object(member -> readMember(draft, member));
    if (draft.type == null) {
      throw cursor.missing("type");
    }
    leaveOthers(draft);
    return switch (draft.type) {
      case "text" -> new Part.Text(required("text", draft.text), draft.cached);
      case "refusal" -> new Part.Refusal(required("refusal", draft.refusal));
      case "image_url" -> required("image_url", draft.image);
      case "input_audio" -> required("input_audio", draft.audio);
      case "file" -> required("file", draft.file);
      default -> new Part.Other(draft.type);
    };
  }

  /** What belongs to a part of another type. */
  private void leaveOthers(Draft draft) {
    leaveUnless("text", draft, draft.text);
    leaveUnless("refusal", draft, draft.refusal);
    leaveUnless("image_url", draft, draft.image);
    leaveUnless("input_audio", draft, draft.audio);
    leaveUnless("file", draft, draft.file);
    if (draft.cached && !"text".equals(draft.type)) {
      cursor.leaveUnread("cache_control");
    }
  }

  private void leaveUnless(String type, Draft draft, @Nullable Object value) {
    if (value != null && !value.equals("") && !type.equals(draft.type)) {
      cursor.leaveUnread(type);
    }
  }

  private <T> T required(String member, @Nullable T value) {
    if (value == null) {
      throw cursor.missing(member);
    }
    return value;
  }

  private void readMember(Draft draft, String member) throws IOException {
    switch (member) {
      case "type" -> draft.type = cursor.string();
      case "text" -> draft.text = cursor.string();
      case "refusal" -> draft.refusal = cursor.string();
      case "image_url" -> draft.image = cursor.isString() ? readBareImage() : readImage();
      case "input_audio" -> draft.audio = readAudio();
      case "file" -> draft.file = readFile();
      case "cache_control" -> draft.cached = CacheControl.read(cursor);
      case "index" -> cursor.skip();
      default -> cursor.leaveUnread();
    }
  }

  /** Some clients write {@code "image_url": "https://…"}; OpenAI's own format is an object. */
  private Part readBareImage() {
    throw cursor.fail("must be an object with a 'url', not a string.");
  }

  private Part readImage() throws IOException {
    var source = new ImageSource[1];
    Part.Detail[] detail = {Part.Detail.AUTO};
    new LongStrings("url")
        .read(
            (member, characters) -> source[0] = new ImageSource.DataUrl(characters),
            member -> {
              switch (member) {
                case "url" -> source[0] = new ImageSource.Remote(cursor.string());
                case "detail" ->
                    detail[0] = Part.Detail.valueOf(cursor.oneOf(DETAILS).toUpperCase(Locale.ROOT));
                default -> cursor.leaveUnread();
              }
            });
    if (source[0] == null) {
      throw cursor.missing("url");
    }
    return new Part.Image(source[0], detail[0]);
  }

  private Part readAudio() throws IOException {
    var base64 = new Slice[1];
    var format = new String[1];
    new LongStrings("data")
        .read(
            (member, characters) -> base64[0] = characters,
            member -> {
              if (member.equals("format")) {
                format[0] = cursor.string();
              } else {
                cursor.leaveUnread();
              }
            });
    if (base64[0] == null) {
      throw cursor.missing("data");
    }
    if (format[0] == null) {
      throw cursor.missing("format");
    }
    return new Part.Audio(base64[0], format[0]);
  }

  private Part readFile() throws IOException {
    var filename = new String[1];
    var fileId = new String[1];
    var fileData = new Slice[1];
    new LongStrings("file_data")
        .read(
            (member, characters) -> fileData[0] = characters,
            member -> {
              switch (member) {
                case "filename" -> filename[0] = cursor.string();
                case "file_id" -> fileId[0] = cursor.string();
                default -> cursor.leaveUnread();
              }
            });
    if (fileId[0] == null && fileData[0] == null) {
      throw cursor.missing("file_id");
    }
    if (fileId[0] != null && fileData[0] != null) {
      cursor.leaveUnread("file_id");
      return new Part.File(filename[0], null, fileData[0]);
    }
    return new Part.File(filename[0], fileId[0], fileData[0]);
  }

  /** Takes the characters of a string that is not decoded. */
  @FunctionalInterface
  private interface LongString {
    void take(String member, Slice characters);
  }

  /** Reads an object of which one member may be a string of megabytes. */
  private final class LongStrings {
    private final String longMember;

    LongStrings(String longMember) {
      this.longMember = longMember;
    }

    void read(LongString longString, Cursor.MemberReader others) throws IOException {
      var pending = new int[] {-1};
      cursor.objectWithPending(
          member -> {
            if (member.equals(longMember) && isLong(member)) {
              pending[0] = cursor.bytes().charactersStart();
            } else {
              others.read(member);
            }
          },
          () -> {
            if (pending[0] >= 0) {
              longString.take(longMember, cursor.bytes().charactersFrom(pending[0]));
              pending[0] = -1;
            }
          });
    }

    /** Audio's data is always base64; elsewhere only a data URL is. */
    private boolean isLong(String member) throws IOException {
      if (member.equals("url")) {
        return cursor.bytes().startsWith("data:");
      }
      return cursor.isString();
    }
  }
}
