package dev.sluice.lambda.http;

import static java.util.stream.Collectors.toCollection;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The route keys that the SAM template and the OpenAPI document declare for a function. */
public final class DeclaredRoutes {

  private static final Set<String> METHODS =
      Set.of("get", "head", "put", "post", "delete", "patch", "options");

  private DeclaredRoutes() {}

  /**
   * Returns the route keys of a function's HttpApi events in {@code template.yaml}.
   *
   * @param root the project's root folder
   */
  public static Set<String> inTemplate(Path root, String logicalId) {
    return read(root.resolve("template.yaml"))
        .path("Resources")
        .path(logicalId)
        .path("Properties")
        .path("Events")
        .valueStream()
        .filter(event -> event.path("Type").asString("").equals("HttpApi"))
        .map(event -> event.path("Properties"))
        .map(event -> event.path("Method").stringValue() + " " + event.path("Path").stringValue())
        .collect(toCollection(TreeSet::new));
  }

  /**
   * Returns the route keys of the operations in {@code docs/openapi.yaml} that a function serves.
   *
   * @param function the value of {@code x-function}, without which a path belongs to {@code api}
   */
  public static Set<String> inOpenApi(Path root, String function) {
    return read(root.resolve("docs").resolve("openapi.yaml"))
        .path("paths")
        .propertyStream()
        .filter(path -> path.getValue().path("x-function").asString("api").equals(function))
        .flatMap(path -> keys(path.getKey(), path.getValue()))
        .collect(toCollection(TreeSet::new));
  }

  private static Stream<String> keys(String path, JsonNode operations) {
    return operations.propertyNames().stream()
        .filter(METHODS::contains)
        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path);
  }

  private static JsonNode read(Path file) {
    return YAMLMapper.builder().build().readTree(file.toFile());
  }
}
