package dev.llmapi.wire.anthropic;

import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Part;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.anthropic.Block.DocumentSource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Reads OpenAI's file parts as document blocks: PDF as base64 that is not copied, and text. */
final class DocumentReader {

  private static final String PDF = "application/pdf";

  /** The base64 of {@code %PDF-}, for clients that send a file without the data URL's head. */
  private static final String PDF_BASE64_HEAD = "JVBERi";

  private static final int MAX_HEAD_BYTES = 256;

  private DocumentReader() {}

  static Block read(Part.File file, String path) {
    return new Block.Document(file.filename(), source(file, path));
  }

  private static DocumentSource source(Part.File file, String path) {
    if (file.fileId() != null) {
      return new DocumentSource.FileId(file.fileId());
    }
    Slice characters = file.fileData() == null ? Slice.EMPTY : file.fileData();
    String head = head(characters);
    if (head.startsWith(PDF_BASE64_HEAD)) {
      return new DocumentSource.Pdf(characters);
    }
    if (head.startsWith("https://")) {
      return new DocumentSource.Url(characters.text());
    }
    int comma = head.indexOf(',');
    if (comma < 0 || !head.startsWith("data:") || !head.substring(0, comma).endsWith(";base64")) {
      throw refused("A file must be a data URL with base64.", path);
    }
    String mediaType = head.substring("data:".length(), head.indexOf(';')).toLowerCase(Locale.ROOT);
    Slice base64 = new Slice(characters.array(), characters.from() + comma + 1, characters.to());
    if (mediaType.equals(PDF)) {
      return new DocumentSource.Pdf(base64);
    }
    if (mediaType.startsWith("text/")) {
      return new DocumentSource.PlainText(decoded(base64, path));
    }
    throw refused("This model takes PDF and text files only.", path);
  }

  private static String head(Slice characters) {
    int length = Math.min(MAX_HEAD_BYTES, characters.length());
    return new String(characters.array(), characters.from(), length, StandardCharsets.ISO_8859_1);
  }

  private static String decoded(Slice base64, String path) {
    try {
      return new String(Base64.getDecoder().decode(base64.bytes()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw refused("The file's base64 is not valid.", path);
    }
  }

  private static FailureException refused(String message, String path) {
    return FailureException.of(FailureKind.INVALID_VALUE, message, path + ".file.file_data");
  }
}
