package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.OpenApiDocument.Example;
import dev.sluice.json.Json;
import dev.sluice.lambda.AwsClientType;
import dev.sluice.lambda.AwsClients;
import dev.sluice.lambda.CapturedLog;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.lambda.http.DeclaredRoutes;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;

/** All other tests compare requests and responses with the document: see {@link ApiFixture}. */
@DisplayName("The OpenAPI document")
class OpenApiTest {

  /** Resources that others refer to come first. */
  private static final List<String> ORDER =
      List.of("/topics", "/segments", "/policy", "/branding", "/subscribers", "/campaigns");

  /** The project's root folder, two folders above this module's. */
  private static final Path ROOT = Path.of("..", "..");

  private final ApiFixture api = new ApiFixture();
  private final OpenApiDocument document = ApiFixture.OPEN_API;

  @Test
  @DisplayName("describes exactly the routes of the template and of the handler")
  void describesExactlyTheServedRoutes() {
    assertThat(document.operations().keySet())
        .isEqualTo(DeclaredRoutes.inOpenApi(ROOT, "api"))
        .isEqualTo(DeclaredRoutes.inTemplate(ROOT, "ApiFunction"))
        .isEqualTo(deployedHandler().routeKeys())
        .isEqualTo(api.router.keys());
  }

  @Test
  @DisplayName("has an accepted example of every request with a body")
  void hasAcceptedExampleOfEveryRequestBody() {
    List<Example> examples =
        document.examples().stream()
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
    document
        .operations()
        .forEach((route, operation) ->
            assertThat(operation.at("/requestBody/content/application~1json/examples"))
                .as(route)
                .hasSizeGreaterThanOrEqualTo(operation.has("requestBody") ? 1 : 0));
  }

  @Test
  @DisplayName("has examples of responses that match their schemas")
  void hasResponseExamplesMatchingTheirSchemas() {
    assertThat(document.exampleErrors()).isEmpty();
  }

  @Test
  @DisplayName("names every operation once, and describes its errors")
  void namesOperationsUniquelyWithTheirErrors() {
    assertThat(document.operations().values().stream().map(op -> op.path("operationId").asString()))
        .doesNotHaveDuplicates()
        .doesNotContain("");
    document
        .operations()
        .forEach((route, operation) -> {
          assertThat(operation.path("responses").propertyNames()).as(route).contains("500");
          if (operation.has("requestBody")) {
            assertThat(operation.path("responses").propertyNames())
                .as(route)
                .contains("400", "413", "415");
          }
        });
  }

  /** Returns the handler as it is deployed, with services that are never called. */
  private static ApiHandler deployedHandler() {
    Map<String, String> environment = new HashMap<>();
    List.of("SUBSCRIBERS_TABLE", "CONTROL_TABLE", "EVENT_BUS", "ERASURE_KEY_SECRET")
        .forEach(variable -> environment.put(variable, "unused"));
    environment.put("MARKETING_RESERVE_PERCENT", "20");
    return new ApiHandler(
        new FunctionContext(
            environment,
            InstantSource.fixed(ApiFixture.NOW),
            _ -> {},
            Executors.newVirtualThreadPerTaskExecutor(),
            new UnusedClients(),
            CapturedLog.to(new ArrayList<>())));
  }

  private static int order(Example example) {
    return ORDER.stream().filter(example.path()::startsWith).mapToInt(ORDER::indexOf).sum();
  }

  /** Clients that are created and never called. */
  private static final class UnusedClients implements AwsClients {
    @Override
    public <C extends SdkClient> C get(AwsClientType<C> type) {
      Class<C> service = type.clientClass();
      return service.cast(
          Proxy.newProxyInstance(
              service.getClassLoader(),
              new Class<?>[] {service},
              (_, method, _) -> {
                throw new AssertionError(method + " must not be called");
              }));
    }
  }
}
