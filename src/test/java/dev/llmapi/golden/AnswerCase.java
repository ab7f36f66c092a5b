package dev.llmapi.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmapi.model.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * What a provider said: an answer (status 200) or an error.
 *
 * @param folder with a slash at its end
 * @param file its name there
 */
record AnswerCase(GoldenTarget target, String folder, String file, int status) {
  private static final int OK = 200;

  static List<AnswerCase> answers() {
    List<AnswerCase> cases = new ArrayList<>();
    for (GoldenTarget target : GoldenTarget.values()) {
      String folder = "responses/" + target.fileName() + "/";
      for (String file : GoldenFolder.captured(folder)) {
        cases.add(new AnswerCase(target, folder, file, OK));
      }
    }
    return cases;
  }

  static List<AnswerCase> errors() {
    List<AnswerCase> cases = new ArrayList<>();
    for (GoldenTarget target : GoldenTarget.values()) {
      String folder = "errors/" + target.fileName() + "/";
      for (String file : GoldenFolder.captured(folder)) {
        cases.add(new AnswerCase(target, folder, file, Integer.parseInt(file.substring(0, 3))));
      }
    }
    return cases;
  }

  static List<AnswerCase> streams() {
    return answers().stream().filter(AnswerCase::isStream).toList();
  }

  boolean isStream() {
    return file.endsWith(".sse");
  }

  /** Whether the client asks for the usage chunk; files whose name ends so are for those not. */
  boolean asksForUsage() {
    return !file.endsWith("-unasked.sse");
  }

  Slice said() {
    return GoldenFolder.bytes(folder + file);
  }

  RecordedExchange told() {
    return told(IntUnaryOperator.identity());
  }

  /** What the client is told when the provider's bytes come in such pieces. */
  RecordedExchange told(IntUnaryOperator pieces) {
    String model =
        GoldenFolder.rows("models.csv", 3).stream()
            .filter(row -> row.get(0).equals("*") && row.get(1).equals(target.fileName()))
            .findFirst()
            .orElseThrow()
            .get(2);
    CannedReply reply = new CannedReply(status, headers(), said(), pieces);
    return new GoldenGateway(target, model, call -> reply).chat(request());
  }

  private Slice request() {
    String options =
        !isStream()
            ? ""
            : asksForUsage()
                ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}"
                : ",\"stream\":true";
    return Slice.utf8(
        "{\"model\":\"smart\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"
            + options
            + "}");
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    String extension = file.substring(file.lastIndexOf('.') + 1);
    headers.put(
        "content-type",
        switch (extension) {
          case "sse" -> "text/event-stream";
          case "html" -> "text/html";
          default -> "application/json; charset=utf-8";
        });
    for (List<String> row : GoldenFolder.rows("headers.csv", 3)) {
      if (row.get(0).equals(folder + file)) {
        headers.put(row.get(1), row.get(2));
      }
    }
    return headers;
  }

  /** Where the golden stands; a stream that fails before its first event is told as JSON. */
  String golden(RecordedExchange told) {
    return folder + GoldenFolder.stem(file) + ".openai" + (told.isStream() ? ".sse" : ".json");
  }

  /** A whole answer as it is; of a failure its status and what the headers say of a pause too. */
  static JsonNode whole(RecordedExchange told) {
    ObjectNode body = (ObjectNode) GoldenFolder.tree(Slice.utf8(told.text()));
    if (told.status() != OK) {
      body.put("status", told.status());
      String pause = told.told("retry-after");
      if (pause != null) {
        body.put("retry-after", pause);
      }
    }
    return body;
  }

  @Override
  public String toString() {
    return folder + file;
  }
}
