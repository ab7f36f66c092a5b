package dev.llmapi.app;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.wire.json.BodyWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The OpenAPI document (3.1), derived from the table of routes. */
final class OpenApi {

  private static final String JSON = "application/json";

  private OpenApi() {}

  static byte[] write() {
    return BodyWriter.write(
            (body, json) -> {
              json.writeStartObject();
              json.writeStringField("openapi", "3.1.0");
              json.writeObjectFieldStart("info");
              json.writeStringField("title", "LLM API");
              json.writeStringField("version", Version.TEXT);
              json.writeStringField(
                  "description",
                  "One OpenAI-compatible endpoint in front of many providers. Bodies are OpenAI's.");
              json.writeEndObject();
              writePaths(json);
              json.writeObjectFieldStart("components");
              json.writeObjectFieldStart("securitySchemes");
              json.writeObjectFieldStart("ApiKey");
              json.writeStringField("type", "http");
              json.writeStringField("scheme", "bearer");
              json.writeEndObject();
              json.writeEndObject();
              json.writeEndObject();
              json.writeEndObject();
            })
        .joined();
  }

  private static void writePaths(JsonGenerator json) throws IOException {
    Map<String, List<Route>> paths = new LinkedHashMap<>();
    for (Route route : Route.values()) {
      paths.merge(
          route.path(),
          List.of(route),
          (a, b) -> {
            var both = new ArrayList<>(a);
            both.addAll(b);
            return both;
          });
    }
    json.writeObjectFieldStart("paths");
    for (Map.Entry<String, List<Route>> path : paths.entrySet()) {
      json.writeObjectFieldStart(path.getKey());
      for (Route route : path.getValue()) {
        writeOperation(json, route);
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writeOperation(JsonGenerator json, Route route) throws IOException {
    json.writeObjectFieldStart(route.method().toLowerCase(Locale.ROOT));
    json.writeStringField("operationId", operationId(route));
    json.writeStringField("summary", route.summary());
    if (route.needsKey()) {
      json.writeArrayFieldStart("security");
      json.writeStartObject();
      json.writeArrayFieldStart("ApiKey");
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
    }
    writeParameters(json, route);
    if (route.method().equals("POST") || route.method().equals("PATCH")) {
      writeRequestBody(json);
    }
    writeResponses(json, route);
    json.writeEndObject();
  }

  private static void writeParameters(JsonGenerator json, Route route) throws IOException {
    boolean hasId = route.path().contains("{id}");
    if (!hasId && route.parameters().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("parameters");
    if (hasId) {
      writeParameter(json, "path", "id", "");
    }
    for (RouteParameter each : route.parameters()) {
      writeParameter(json, each.place(), each.wireName(), each.description());
    }
    json.writeEndArray();
  }

  private static void writeParameter(
      JsonGenerator json, String place, String name, String description) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("in", place);
    if (!description.isEmpty()) {
      json.writeStringField("description", description);
    }
    if (place.equals("path")) {
      json.writeBooleanField("required", true);
    }
    json.writeObjectFieldStart("schema");
    json.writeStringField("type", "string");
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeRequestBody(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("requestBody");
    json.writeBooleanField("required", true);
    writeContent(json, List.of(JSON));
    json.writeEndObject();
  }

  private static void writeResponses(JsonGenerator json, Route route) throws IOException {
    json.writeObjectFieldStart("responses");
    json.writeObjectFieldStart("200");
    json.writeStringField("description", "Success");
    writeContent(json, types(route));
    json.writeEndObject();
    if (route.needsKey()) {
      json.writeObjectFieldStart("default");
      json.writeStringField("description", "An error in OpenAI's shape");
      writeContent(json, List.of(JSON));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** The second is for a request that asks for it: {@code stream}, or {@code format=csv}. */
  private static List<String> types(Route route) {
    return switch (route) {
      case CHAT_COMPLETIONS, AZURE_CHAT, DEPLOYMENT_CHAT -> List.of(JSON, "text/event-stream");
      case USAGE, USAGE_ALL -> List.of(JSON, "text/csv");
      default -> List.of(JSON);
    };
  }

  private static void writeContent(JsonGenerator json, List<String> types) throws IOException {
    json.writeObjectFieldStart("content");
    for (String type : types) {
      json.writeObjectFieldStart(type);
      json.writeObjectFieldStart("schema");
      json.writeStringField("type", type.equals(JSON) ? "object" : "string");
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static String operationId(Route route) {
    StringBuilder id = new StringBuilder();
    for (String word : route.name().toLowerCase(Locale.ROOT).split("_", -1)) {
      id.append(id.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return id.toString();
  }
}
