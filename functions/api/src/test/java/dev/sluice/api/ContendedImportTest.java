package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.subscriber.SubscriberId;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An import of choices that loses to other writers each time")
class ContendedImportTest {

  private static final SubscriberId BELA = new SubscriberId("bela");

  private static final String ANNA_LINE =
      """
      {"id":"anna","address":"anna@example.com",
       "consents":{"topics":{"offers":{"subscribed":true,"cadence":"weekly"}}}}\
      """;
  private static final String BELA_LINE =
      """
      {"id":"bela","address":"bela@example.com",
       "consents":{"topics":{"offers":{"subscribed":true,"cadence":"weekly"}}}}\
      """;

  private final ApiFixture api = new ApiFixture();

  @BeforeEach
  void saveTopic() {
    api.put("/topics/offers", "{\"name\":\"Offers\",\"description\":\"Bargains\"}").expect(200);
    api.beforeImportCommit = this::writeBelaConcurrently;
  }

  @Test
  @DisplayName("answers 503 with Retry-After for a single subscriber, and stores nothing")
  void singleImportAnswersBusy() {
    ApiFixture.Answer answer = api.post("/subscribers", BELA_LINE).expect(503);
    assertThat(answer.headers()).containsEntry("retry-after", "1");
    assertThat(api.subscribers.find(BELA)).isEmpty();
  }

  @Test
  @DisplayName("answers 503 with Retry-After for a batch, which stores every line when repeated")
  void batchAnswersBusyAndCompletesWhenRepeated() {
    String batch = "{\"subscribers\":[" + ANNA_LINE + "," + BELA_LINE + "]}";
    ApiFixture.Answer answer = api.post("/subscribers/batch", batch).expect(503);
    assertThat(answer.headers()).containsEntry("retry-after", "1");
    assertThat(api.events).as("the choice that was stored").hasSize(1);

    api.beforeImportCommit = () -> {};
    api.post("/subscribers/batch", batch).expect(200);

    for (SubscriberId id : new SubscriberId[] {new SubscriberId("anna"), BELA}) {
      assertThat(api.subscribers.find(id)).isPresent();
      assertThat(api.subscribers.records(id, Optional.empty(), 10).records()).hasSize(1);
    }
    assertThat(api.events).hasSize(2);
  }

  private void writeBelaConcurrently() {
    api.subscribers.commit(api.subscribers.findState(BELA));
  }
}
