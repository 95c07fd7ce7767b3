package dev.sluice.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.lambda.http.DeclaredRoutes;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

@DisplayName("The OpenAPI page, as to the links in messages")
class OpenApiTest {

  private static final JsonNode PAGE =
      YAMLMapper.builder().build().readTree(Path.of("../../docs/openapi.yaml").toFile());

  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "head");

  private final Map<String, JsonNode> operations = operations();

  @Test
  @DisplayName("describes exactly the routes that are served, and that they need no signature")
  void describesExactlyTheServedRoutes() {
    assertThat(DeclaredRoutes.inOpenApi(Path.of("../.."), "preferences"))
        .isEqualTo(DeclaredRoutes.inTemplate(Path.of("../.."), "PreferencesFunction"))
        .isEqualTo(operations.keySet())
        .isEqualTo(new PreferencesFixture().routes());
    assertThat(operations.values())
        .allSatisfy(operation -> assertThat(operation.path("security").isEmpty()).isTrue())
        .allSatisfy(operation -> assertThat(operation.has("security")).isTrue());
  }

  @Test
  @DisplayName("names every status that they answer with")
  void namesEveryStatus() {
    assertThat(operations.get("GET /u/{token}").path("responses").propertyNames())
        .contains("200", "404", "500");
    assertThat(operations.get("POST /u/{token}").path("responses").propertyNames())
        .contains("200", "400", "404", "413", "500", "503");
    assertThat(operations.get("POST /u/{token}").at("/requestBody/content").propertyNames())
        .containsExactlyInAnyOrder("application/x-www-form-urlencoded", "multipart/form-data");
    assertThat(operations.get("POST /p/{token}").path("responses").propertyNames())
        .contains("303", "400", "404", "413", "500", "503");
  }

  @Test
  @DisplayName("answers people with pages alone, whatever comes of it, but for their data")
  void respondsToPeopleWithPages() {
    operations.forEach((key, operation) ->
        operation
            .path("responses")
            .forEachEntry((status, response) ->
                assertThat(resolved(response).path("content").propertyNames())
                    .as("%s, %s", key, status)
                    .isEqualTo(types(key, status))));
  }

  private static Set<String> types(String key, String status) {
    if (key.startsWith("HEAD")) {
      return Set.of();
    }
    return key.equals("GET /p/{token}/data") && status.equals("200")
        ? Set.of("application/json")
        : Set.of("text/html");
  }

  private static JsonNode resolved(JsonNode response) {
    return response.has("$ref") ? PAGE.at(response.path("$ref").asString().substring(1)) : response;
  }

  private static Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new TreeMap<>();
    for (Map.Entry<String, JsonNode> path : PAGE.path("paths").properties()) {
      if (path.getValue().path("x-function").asString("").equals("preferences")) {
        path.getValue().properties().stream()
            .filter(operation -> METHODS.contains(operation.getKey()))
            .forEach(operation ->
                operations.put(
                    operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                    operation.getValue()));
      }
    }
    return operations;
  }
}
