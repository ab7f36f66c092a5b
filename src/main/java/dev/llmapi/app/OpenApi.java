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
    if (route.path().contains("{id}")) {
      writeIdParameter(json);
    }
    if (route.method().equals("POST") || route.method().equals("PATCH")) {
      writeRequestBody(json);
    }
    writeResponses(json, route);
    json.writeEndObject();
  }

  private static void writeIdParameter(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("parameters");
    json.writeStartObject();
    json.writeStringField("name", "id");
    json.writeStringField("in", "path");
    json.writeBooleanField("required", true);
    json.writeObjectFieldStart("schema");
    json.writeStringField("type", "string");
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void writeRequestBody(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("requestBody");
    json.writeBooleanField("required", true);
    writeContent(json, "application/json");
    json.writeEndObject();
  }

  private static void writeResponses(JsonGenerator json, Route route) throws IOException {
    json.writeObjectFieldStart("responses");
    json.writeObjectFieldStart("200");
    json.writeStringField("description", "Success");
    writeContent(json, "application/json");
    json.writeEndObject();
    if (route.needsKey()) {
      json.writeObjectFieldStart("default");
      json.writeStringField("description", "An error in OpenAI's shape");
      writeContent(json, "application/json");
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writeContent(JsonGenerator json, String type) throws IOException {
    json.writeObjectFieldStart("content");
    json.writeObjectFieldStart(type);
    json.writeObjectFieldStart("schema");
    json.writeStringField("type", "object");
    json.writeEndObject();
    json.writeEndObject();
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
