package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ApiFixture.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Good requests for tests to spoil, each asserting field, value and remedy, and that nothing was
 * stored.
 */
abstract class ValidationTestBase {

  static final String CAMPAIGN =
      """
      {"id":"sale","name":"Sale","topic":"offers","segments":["buyers"],"priority":5,
       "start":"2026-11-23T08:00:00Z","expiry":"2026-11-25T08:00:00Z",
       "defaults":{"firstName":"friend"},
       "variants":[{"subject":"Hi {{firstName}}","html":"<p>{{purchases}} times!</p>","text":"Hi"}]}
      """;

  static final String SUBSCRIBER =
      "{\"id\":\"c-1\",\"address\":\"a@example.com\",\"zone\":\"Europe/Tallinn\"}";

  static final String POLICY =
      """
      {"caps":[{"name":"day","limit":1,"window":{"calendar":"day"}},
               {"name":"week","limit":3,"window":{"rolling":"P7D"},"topic":"offers"}],
       "defaultZone":"Europe/Tallinn"}
      """;

  final ApiFixture api = new ApiFixture();

  @BeforeEach
  void createRules() {
    api.put("/topics/offers", "{\"name\":\"Offers\",\"description\":\"Bargains\"}").expect(200);
    api.put(
            "/segments/buyers",
            "{\"name\":\"Buyers\",\"criterion\":{\"attribute\":\"purchases\",\"atLeast\":1}}")
        .expect(200);
    api.post("/subscribers", SUBSCRIBER.replace("c-1", "known").replace("a@", "known@"))
        .expect(201);
  }

  @Test
  @DisplayName("the examples that the tests spoil are good as they are")
  void acceptsUnmodifiedExamples() {
    api.post("/campaigns", CAMPAIGN).expect(201);
    api.post("/subscribers", SUBSCRIBER).expect(201);
    api.put("/policy", POLICY).expect(200);
  }

  final void assertRejected(Request request, String field, String value, String remedy) {
    assertRejected(400, request, field, value, remedy);
  }

  final void assertRejected(
      int status, Request request, String field, String value, String remedy) {
    List<Object> before = api.storedState();
    Answer answer = request.send().expect(status);
    assertThat(answer.body().path("violations")).hasSize(1);
    JsonNode violation = answer.body().path("violations").path(0);
    assertThat(violation.path("field").asString()).isEqualTo(field);
    assertThat(violation.path("value").asString()).startsWith(value);
    assertThat(violation.path("remedy").asString()).contains(remedy);
    assertThat(api.storedState()).isEqualTo(before);
  }

  @FunctionalInterface
  interface Request {
    Answer send();
  }
}
