package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.Suppression.Cause;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Freeing a suppressed subscriber, in the API,")
final class UnsuppressApiTest {

  private static final SubscriberId ANN = new SubscriberId("ann");
  private static final String PATH = "/subscribers/ann/unsuppress";
  private static final String REASON = "{\"reason\": \"the mailbox was full\"}";
  private static final String DESPITE =
      "{\"reason\": \"took it back\", \"despiteComplaint\": true}";

  private final ApiFixture api = new ApiFixture();

  @BeforeEach
  void createAnn() {
    api.post("/subscribers", "{\"id\": \"ann\", \"address\": \"ann@example.com\"}").expect(201);
  }

  @Test
  @DisplayName("is done once, and recorded with its reason")
  void unsuppressesOnceAndRecordsReason() {
    suppress(Cause.BOUNCE);
    assertThat(api.get("/subscribers/ann").text("/consents/suppressed/cause")).isEqualTo("bounce");

    assertThat(api.post(PATH, REASON).expect(200).text("/unsuppressed")).isEqualTo("true");

    ApiFixture.Answer again = api.post(PATH, REASON).expect(200);
    assertThat(again.text("/unsuppressed")).isEqualTo("false");
    ApiFixture.Answer known = api.get("/subscribers/ann").expect(200);
    assertThat(known.body().at("/consents/suppressed").isMissingNode()).isTrue();
    ApiFixture.Answer records = api.get("/subscribers/ann/consents").expect(200);
    assertThat(records.body().path("records")).hasSize(2);
    assertThat(records.text("/records/0/means")).isEqualTo("api");
    assertThat(records.text("/records/0/change/kind")).isEqualTo("unsuppressed");
    assertThat(records.text("/records/0/change/reason")).isEqualTo("the mailbox was full");
  }

  @Test
  @DisplayName("is refused after a complaint, saying how to do it all the same")
  void rejectsAfterComplaintWithRemedy() {
    suppress(Cause.COMPLAINT);

    ApiFixture.Answer refused = api.post(PATH, REASON).expect(409);

    assertThat(refused.text("/detail")).contains("reported mail as spam");
    assertThat(refused.text("/violations/0/field")).isEqualTo("despiteComplaint");
    assertThat(api.subscribers.findState(ANN).consents().suppression()).isPresent();
    assertThat(api.post(PATH, DESPITE).expect(200).text("/unsuppressed")).isEqualTo("true");
    assertThat(api.get("/subscribers/ann/consents").text("/records/0/change/despiteComplaint"))
        .isEqualTo("true");
  }

  @Test
  @DisplayName("takes the address off SES's list as well")
  void removesAddressFromSesSuppressionList() {
    EmailAddress address = new EmailAddress("ann@example.com");
    suppress(Cause.BOUNCE);
    api.accountList.add(address, Cause.BOUNCE);

    api.post(PATH, REASON).expect(200);

    assertThat(api.accountList.causes(address)).isEmpty();
  }

  @Test
  @DisplayName("is not needed where another address is sent for them after a bounce")
  void isUnnecessaryAfterAddressChange() {
    SubscriberState standing = api.subscribers.findState(ANN);
    Suppression bounced =
        Suppression.of(Cause.BOUNCE, ApiFixture.NOW, new EmailAddress("ann@example.com"));
    api.subscribers.commit(
        standing.with(standing.consents().withSuppression(Optional.of(bounced))));
    assertThat(api.get("/subscribers/ann").text("/consents/suppressed/cause")).isEqualTo("bounce");

    api.put("/subscribers/ann", "{\"address\": \"ann.lee@example.com\"}").expect(200);

    assertThat(api.get("/subscribers/ann").body().at("/consents/suppressed").isMissingNode())
        .isTrue();
    assertThat(api.post(PATH, REASON).expect(200).text("/unsuppressed")).isEqualTo("false");
  }

  @Test
  @DisplayName("wants a reason of one line, and a subscriber who is stored")
  void requiresReasonAndKnownSubscriber() {
    for (String body :
        List.of(
            "{}",
            "{\"reason\": \"\"}",
            "{\"reason\": \"a\\nb\"}",
            "{\"reason\": \"%s\"}".formatted("x".repeat(201)))) {
      assertThat(api.post(PATH, body).expect(400).text("/violations/0/field")).isEqualTo("reason");
    }
    assertThat(
            api.post(PATH, "{\"reason\": \"a\", \"despiteComplaint\": 1}")
                .expect(400)
                .text("/violations/0/field"))
        .isEqualTo("despiteComplaint");
    api.post("/subscribers/nobody/unsuppress", REASON).expect(404);
  }

  private void suppress(Cause cause) {
    var unused =
        api.consentService()
            .change(
                ANN,
                List.of(new ConsentChange.Suppressed(cause)),
                ConsentSource.FEEDBACK,
                Optional.empty());
  }
}
