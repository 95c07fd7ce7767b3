package dev.sluice.transactional;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.lambda.http.DeclaredRoutes;
import dev.sluice.transactional.TransactionalHandlerFixture.Answer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

@DisplayName("The OpenAPI page, as to transactional mail")
class OpenApiTest {

  private static final JsonNode PAGE =
      YAMLMapper.builder().build().readTree(Path.of("../../docs/openapi.yaml").toFile());

  private final TransactionalHandlerFixture fixture = new TransactionalHandlerFixture();

  @Test
  @DisplayName("describes exactly the routes that are served")
  void describesExactlyTheServedRoutes() {
    assertThat(operations().keySet())
        .containsExactlyInAnyOrder(
            "POST /messages", "GET /messages/{id}", "GET /templates/{id}", "PUT /templates/{id}")
        .isEqualTo(DeclaredRoutes.inOpenApi(Path.of("../.."), "transactional"))
        .isEqualTo(DeclaredRoutes.inTemplate(Path.of("../.."), "TransactionalFunction"))
        .isEqualTo(fixture.routeKeys());
  }

  @Test
  @DisplayName("has examples of every request with a body, and all are accepted")
  void hasAcceptedExampleOfEveryRequestBody() {
    for (Map.Entry<String, JsonNode> template :
        hasAcceptedExampleOfEveryRequestBody("PUT /templates/{id}").properties()) {
      fixture
          .putTemplate(template.getKey(), template.getValue().path("value").toString())
          .expect(200);
      assertThat(template.getValue().path("x-path").stringValue())
          .isEqualTo("/templates/" + template.getKey());
    }
    for (Map.Entry<String, JsonNode> message :
        hasAcceptedExampleOfEveryRequestBody("POST /messages").properties()) {
      Answer answer =
          fixture.postMessage(message.getKey(), message.getValue().path("value").toString());
      assertThat(answer.expect(201).text("/state")).isEqualTo("accepted");
    }
    assertThat(fixture.sent).hasSize(2);
  }

  @Test
  @DisplayName("names every member that an answer has, and no other")
  void namesEveryResponseMember() {
    Set<String> described =
        PAGE.at("/components/schemas/Message/properties")
            .propertyStream()
            .map(Map.Entry::getKey)
            .collect(toSet());
    Answer answer = fixture.callHttp("send-to-subscriber");
    assertThat(described).containsAll(answer.body().propertyNames());
    assertThat(described)
        .containsExactlyInAnyOrder(
            "id", "state", "messageId", "reason", "cause", "at", "template", "requestedAt");
  }

  private static JsonNode hasAcceptedExampleOfEveryRequestBody(String route) {
    return operations()
        .getOrDefault(route, PAGE)
        .at("/requestBody/content/application~1json/examples");
  }

  private static Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new TreeMap<>();
    PAGE.path("paths")
        .propertyStream()
        .filter(path -> path.getValue().path("x-function").asString("").equals("transactional"))
        .forEach(path ->
            path.getValue()
                .propertyStream()
                .filter(operation -> operation.getValue().has("operationId"))
                .forEach(operation ->
                    operations.put(
                        operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        operation.getValue())));
    return operations;
  }
}
