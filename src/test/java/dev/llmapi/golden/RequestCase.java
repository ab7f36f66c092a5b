package dev.llmapi.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmapi.model.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a client sent, and whom it is to reach.
 *
 * @param name the file's stem
 * @param variant whether the model is another than the target's usual one
 */
record RequestCase(String name, GoldenTarget target, String model, boolean variant) {
  static final String FOLDER = "requests/openai/";

  /** Every case with every target and each of its models, skipped ones left out. */
  static List<RequestCase> all() {
    List<List<String>> models = GoldenFolder.rows("models.csv", 3);
    List<RequestCase> cases = new ArrayList<>();
    for (String file : GoldenFolder.captured(FOLDER)) {
      String name = GoldenFolder.stem(file);
      for (GoldenTarget target : GoldenTarget.values()) {
        if (Skips.contains(target, FOLDER + name)) {
          continue;
        }
        for (List<String> row : models) {
          boolean usual = row.get(0).equals("*");
          if (row.get(1).equals(target.fileName()) && (usual || row.get(0).equals(name))) {
            cases.add(new RequestCase(name, target, row.get(2), !usual));
          }
        }
      }
    }
    return cases;
  }

  static List<RequestCase> sameWire() {
    return all().stream().filter(each -> each.target().isSameWire()).toList();
  }

  Slice request() {
    return GoldenFolder.bytes(FOLDER + name + ".json");
  }

  String golden() {
    String at = variant ? "@" + model.replaceAll("[^A-Za-z0-9.-]", "-").replace('.', '-') : "";
    return name + "." + target.fileName() + at + ".json";
  }

  /** What comes of it: path, body and what was dropped; or the status and error of a refusal. */
  JsonNode outcome() {
    boolean stream = GoldenFolder.tree(request()).path("stream").asBoolean();
    GoldenGateway gateway = new GoldenGateway(target, model, call -> target.goodReply(stream));
    RecordedExchange told = gateway.chat(request());
    ObjectNode outcome = JsonNodeFactory.instance.objectNode();
    gateway
        .sent()
        .ifPresent(call -> {
          String query = Optional.ofNullable(call.uri().getRawQuery()).map(q -> "?" + q).orElse("");
          outcome.put("path", call.uri().getRawPath() + query);
          outcome.set("body", GoldenFolder.tree(Slice.of(call.body().joined())));
        });
    if (told.status() == 200) {
      outcome.set("dropped", receipt(told).path("dropped"));
    } else {
      outcome.put("status", told.status());
      outcome.set("error", GoldenFolder.tree(Slice.utf8(told.text())).path("error"));
    }
    return outcome;
  }

  /** The names that the receipt lists as dropped. */
  static List<String> dropped(RecordedExchange told) {
    List<String> names = new ArrayList<>();
    receipt(told).path("dropped").forEach(name -> names.add(name.asText()));
    return names;
  }

  private static JsonNode receipt(RecordedExchange told) {
    List<JsonNode> answers =
        told.isStream()
            ? Events.of(told.text())
            : Arrays.asList(GoldenFolder.tree(Slice.utf8(told.text())));
    return answers.stream()
        .filter(answer -> answer.has("llmapi"))
        .findFirst()
        .orElseThrow()
        .path("llmapi");
  }

  @Override
  public String toString() {
    return golden();
  }
}
