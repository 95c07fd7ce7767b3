package dev.sluice.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The OpenAPI document of the API, {@code docs/openapi.yaml}. */
final class OpenApiDocument {

  private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

  private final JsonNode document;
  private final JsonSchemaChecker schemas;

  OpenApiDocument(Path file) {
    this.document = YAMLMapper.builder().build().readTree(file.toFile());
    this.schemas = new JsonSchemaChecker(document);
  }

  /** An example of a request that must be accepted. */
  record Example(String name, String method, String path, JsonNode body) {}

  /** Returns the operations by method and path, such as {@code GET /policy}. */
  Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new TreeMap<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      if (!path.getValue().path("x-function").asString("api").equals("api")) {
        continue; // a path of another function, which its own tests check
      }
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          operations.put(
              operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
              operation.getValue());
        }
      }
    }
    return operations;
  }

  /** Returns every example of a request. */
  List<Example> examples() {
    return operations().entrySet().stream().flatMap(OpenApiDocument::examples).toList();
  }

  /** Returns how a response differs from the document, by its route, status and type. */
  List<String> answerErrors(String route, int status, String type, JsonNode body) {
    JsonNode response = resolved(operation(route).path("responses").path("" + status));
    return response.path("content").has(type)
        ? schemas.errors(response.path("content").path(type).path("schema"), body)
        : List.of(route + " has no response " + status + " with " + type + " in the document");
  }

  /** Returns how an accepted request differs from the document. */
  List<String> requestErrors(String route, JsonNode body) {
    return schemas.errors(jsonOf(operation(route)).path("schema"), body);
  }

  /** Returns how the examples of responses differ from their schemas. */
  List<String> exampleErrors() {
    Stream<JsonNode> own =
        operations().values().stream().flatMap(op -> op.path("responses").valueStream());
    Stream<JsonNode> shared = document.at("/components/responses").valueStream();
    return Stream.concat(own, shared)
        .flatMap(response -> response.path("content").valueStream())
        .filter(content -> content.has("example"))
        .flatMap(
            content -> schemas.errors(content.path("schema"), content.path("example")).stream())
        .toList();
  }

  /** Returns whether the document describes a route. */
  boolean describes(String route) {
    return operations().containsKey(route);
  }

  private JsonNode operation(String route) {
    return Optional.ofNullable(operations().get(route)).orElseThrow();
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").stringValue().substring(1)) : node;
  }

  private static JsonNode jsonOf(JsonNode operation) {
    return operation.path("requestBody").path("content").path("application/json");
  }

  private static Stream<Example> examples(Map.Entry<String, JsonNode> operation) {
    String[] route = operation.getKey().split(" ");
    return jsonOf(operation.getValue())
        .path("examples")
        .propertyStream()
        .map(example ->
            new Example(
                operation.getKey() + " " + example.getKey(),
                route[0],
                example.getValue().path("x-path").asString(route[1]),
                example.getValue().path("value")));
  }
}
