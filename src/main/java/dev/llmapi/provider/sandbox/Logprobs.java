package dev.llmapi.provider.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Log probabilities in OpenAI's shape. They are made up, and the same for the same token at the
 * same place: no model chose these tokens.
 */
final class Logprobs {
  private static final RandomGeneratorFactory<RandomGenerator> RANDOM =
      RandomGeneratorFactory.of("SplittableRandom");
  private static final List<String> ALTERNATIVES =
      List.of(" the", " a", ",", ".", " and", " of", " to", " in", " is", " it");

  private Logprobs() {}

  /** The member {@code logprobs} for these pieces, of which the first has this position. */
  static void write(JsonGenerator json, List<String> pieces, int position, int alternatives)
      throws IOException {
    json.writeObjectFieldStart("logprobs");
    json.writeArrayFieldStart("content");
    for (var i = 0; i < pieces.size(); i++) {
      writeToken(json, pieces.get(i), position + i, alternatives);
    }
    json.writeEndArray();
    json.writeNullField("refusal");
    json.writeEndObject();
  }

  private static void writeToken(JsonGenerator json, String piece, int position, int alternatives)
      throws IOException {
    var random = RANDOM.create(31L * piece.hashCode() + position);
    var probability = 0.6 + 0.39 * random.nextDouble();
    json.writeStartObject();
    writeMembers(json, piece, Math.log(probability));
    json.writeArrayFieldStart("top_logprobs");
    var rest = 1 - probability;
    for (var i = 0; i < alternatives; i++) {
      json.writeStartObject();
      if (i == 0) {
        writeMembers(json, piece, Math.log(probability));
      } else {
        rest *= 0.4;
        writeMembers(json, alternative(piece, i), Math.log(rest));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String alternative(String piece, int rank) {
    var word = ALTERNATIVES.get(rank % ALTERNATIVES.size());
    var longer = rank < ALTERNATIVES.size() ? word : word + word;
    return longer.equals(piece) ? longer + "s" : longer;
  }

  private static void writeMembers(JsonGenerator json, String token, double logprob)
      throws IOException {
    json.writeStringField("token", token);
    json.writeNumberField("logprob", logprob);
    json.writeArrayFieldStart("bytes");
    for (var unit : token.getBytes(UTF_8)) {
      json.writeNumber(unit & 0xff);
    }
    json.writeEndArray();
  }
}
