package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.OpenApiDocument.Example;
import dev.sluice.json.Json;
import dev.sluice.lambda.http.Route;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the API answers is compared with the page in every other test: see {@link ApiFixture}. */
@DisplayName("The OpenAPI page")
class OpenApiTest {

  /** What others refer to is written first. */
  private static final List<String> ORDER =
      List.of("/topics", "/segments", "/policy", "/branding", "/subscribers", "/campaigns");

  private final ApiFixture api = new ApiFixture();
  private final OpenApiDocument page = ApiFixture.OPEN_API;

  @Test
  @DisplayName("describes exactly the routes that are served")
  void describesExactlyTheServedRoutes() {
    assertThat(page.operations().keySet())
        .containsExactlyInAnyOrderElementsOf(api.router.routes().stream().map(Route::key).toList());
  }

  @Test
  @DisplayName("has an example of every request with a body, and all are accepted")
  void hasAcceptedExampleOfEveryRequestBody() {
    List<Example> examples =
        page.examples().stream()
            .sorted(Comparator.comparing(OpenApiTest::order).thenComparing(Example::name))
            .toList();
    assertThat(examples).hasSizeGreaterThan(10);
    for (Example example : examples) {
      assertThat(
              api.call(
                      example.method(),
                      example.path(),
                      Json.encode(example.body()),
                      Map.of("content-type", "application/json"))
                  .status())
          .as(example.name())
          .isBetween(200, 201);
    }
    page.operations()
        .forEach((route, operation) ->
            assertThat(operation.at("/requestBody/content/application~1json/examples"))
                .as(route)
                .hasSizeGreaterThanOrEqualTo(operation.has("requestBody") ? 1 : 0));
  }

  @Test
  @DisplayName("has examples of answers that fit their schemas")
  void hasResponseExamplesMatchingTheirSchemas() {
    assertThat(page.exampleErrors()).isEmpty();
  }

  @Test
  @DisplayName("names every operation once, and describes what can go wrong with it")
  void namesOperationsUniquelyWithTheirErrors() {
    assertThat(page.operations().values().stream().map(op -> op.path("operationId").asString()))
        .doesNotHaveDuplicates()
        .doesNotContain("");
    page.operations()
        .forEach((route, operation) -> {
          assertThat(operation.path("responses").propertyNames()).as(route).contains("500");
          if (operation.has("requestBody")) {
            assertThat(operation.path("responses").propertyNames())
                .as(route)
                .contains("400", "413", "415");
          }
        });
  }

  private static int order(Example example) {
    return ORDER.stream().filter(example.path()::startsWith).mapToInt(ORDER::indexOf).sum();
  }
}
