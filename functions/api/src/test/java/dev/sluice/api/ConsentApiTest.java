package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What subscribers allowed, in the API")
final class ConsentApiTest {

  private static final SubscriberId ANN = new SubscriberId("ann");
  private static final TopicId OFFERS = new TopicId("offers");
  private static final String WEEKLY =
      """
      {"id": "ann", "address": "ann@example.com",
       "consents": {"topics": {"offers": {"subscribed": true, "cadence": "weekly"}}}}
      """;
  private static final String ASKED_FOR =
      WEEKLY.replace("\"topics\"", "\"resubscribe\": true, \"topics\"");
  private static final String OTHER_NAME = WEEKLY.replace("ann@", "ann.lee@");
  private static final String UNSUBSCRIBED =
      """
      {"id": "ann", "address": "ann@example.com",
       "consents": {"topics": {"offers": {"subscribed": false}}}}
      """;

  private final ApiFixture api = new ApiFixture();

  @BeforeEach
  void createTopic() {
    api.put("/topics/offers", "{\"name\": \"Offers\", \"description\": \"Bargains\"}").expect(200);
  }

  @Test
  @DisplayName("is recorded when the team sends it, once, however often it is sent")
  void recordsConsentOnce() {
    api.post("/subscribers", WEEKLY).expect(201);
    api.put("/subscribers/ann", WEEKLY).expect(200);
    batch(WEEKLY);

    ApiFixture.Answer records = api.get("/subscribers/ann/consents").expect(200);

    assertThat(records.body().path("records")).hasSize(1);
    assertThat(records.text("/records/0/means")).isEqualTo("api");
    assertThat(records.text("/records/0/change/kind")).isEqualTo("topicChosen");
    assertThat(records.text("/records/0/change/cadence")).isEqualTo("weekly");
    assertThat(api.events).hasSize(1);
  }

  @Test
  @DisplayName("ends with what the team imports: an opt-out from all, a suppressed address")
  void importsStops() {
    String stopped =
        """
        {"id": "ann", "address": "ann@example.com",
         "consents": {"unsubscribed": true, "suppressed": "bounce"}}
        """;
    assertThat(batch(stopped).body().path("imported").asInt()).isOne();
    batch(stopped);

    ApiFixture.Answer read = api.get("/subscribers/ann").expect(200);
    assertThat(read.text("/consents/suppressed/cause")).isEqualTo("bounce");
    assertThat(read.body().path("consents").has("leftAll")).isTrue();
    assertThat(api.get("/subscribers/ann/consents").body().path("records")).hasSize(2);
    api.put("/subscribers/ann", stopped.replace("true", "false")).expect(400);
  }

  @Test
  @DisplayName("is not overruled by what the team sends once they left a topic; the rest is stored")
  void keepsOptOutOfSubscriber() {
    api.post("/subscribers", WEEKLY).expect(201);
    change(ConsentSource.ONE_CLICK, chosen(Subscription.UNSUBSCRIBED, Cadence.WEEKLY));

    ApiFixture.Answer put = api.put("/subscribers/ann", OTHER_NAME).expect(200);
    ApiFixture.Answer batch = batch(OTHER_NAME);

    assertThat(put.text("/kept/0")).isEqualTo("offers");
    assertThat(batch.body().path("imported").asInt()).isOne();
    assertThat(batch.body().path("kept").toString())
        .isEqualTo("[{\"index\":0,\"id\":\"ann\",\"topics\":[\"offers\"]}]");
    assertThat(choice().subscription()).isEqualTo(Subscription.UNSUBSCRIBED);
    assertThat(api.subscribers.find(ANN).orElseThrow().subscriber().address().value())
        .isEqualTo("ann.lee@example.com");
  }

  @Test
  @DisplayName("is overruled if the team says that they asked for it, and that is recorded")
  void recordsRequestedResubscription() {
    api.post("/subscribers", WEEKLY).expect(201);
    change(ConsentSource.ONE_CLICK, chosen(Subscription.UNSUBSCRIBED, Cadence.WEEKLY));

    ApiFixture.Answer put = api.put("/subscribers/ann", ASKED_FOR).expect(200);

    assertThat(put.body().has("kept")).isFalse();
    assertThat(choice().subscription()).isEqualTo(Subscription.SUBSCRIBED);
    assertThat(api.get("/subscribers/ann/consents").text("/records/0/means")).isEqualTo("api");
  }

  @Test
  @DisplayName("keeps also the cadence that they chose in the preference centre")
  void keepsCadenceOfSubscriber() {
    api.post("/subscribers", WEEKLY).expect(201);
    change(ConsentSource.PREFERENCE_CENTRE, chosen(Subscription.SUBSCRIBED, Cadence.QUARTERLY));

    assertThat(api.put("/subscribers/ann", WEEKLY).expect(200).text("/kept/0")).isEqualTo("offers");

    assertThat(choice().cadence()).isEqualTo(Cadence.QUARTERLY);
  }

  @Test
  @DisplayName("can be changed by the team as long as the team made the last choice")
  void allowsChangingChoicesMadeByTheTeam() {
    api.post("/subscribers", UNSUBSCRIBED).expect(201);

    assertThat(api.put("/subscribers/ann", WEEKLY).expect(200).body().has("kept")).isFalse();

    assertThat(choice().subscription()).isEqualTo(Subscription.SUBSCRIBED);
  }

  @Test
  @DisplayName("lets the team unsubscribe them whoever chose before, at once")
  void allowsTheTeamToUnsubscribe() {
    api.post("/subscribers", WEEKLY).expect(201);
    change(ConsentSource.PREFERENCE_CENTRE, chosen(Subscription.SUBSCRIBED, Cadence.DAILY));
    deferOneSend();

    api.put("/subscribers/ann", UNSUBSCRIBED).expect(200);

    assertThat(choice().subscription()).isEqualTo(Subscription.UNSUBSCRIBED);
    assertThat(state().dueAt()).as("for the next visit to drop").contains(ApiFixture.NOW);
    assertThat(api.shards.statuses()).singleElement().matches(glance -> glance.revisitRequested());
  }

  @Test
  @DisplayName("holds an opt-out for their own that is from before records were kept")
  void keepsUnrecordedOptOuts() {
    api.post("/subscribers", WEEKLY.replace("\"consents\"", "\"attributes\": {}, \"consents\""))
        .expect(201);
    TopicChoice left = new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.WEEKLY);
    SubscriberId bela = new SubscriberId("bela");
    api.post("/subscribers", "{\"id\": \"bela\", \"address\": \"bela@example.com\"}").expect(201);
    api.subscribers.commit(
        SubscriberState.initial(bela)
            .with(SubscriberState.initial(bela).consents().withChoice(OFFERS, left)));

    api.put("/subscribers/bela", WEEKLY.replace("ann", "bela")).expect(200);

    assertThat(api.subscribers.findState(bela).consents().choices()).containsEntry(OFFERS, left);
  }

  @Test
  @DisplayName("never brings back who left everything, whatever the team says")
  void neverResubscribesAfterLeavingAll() {
    api.post("/subscribers", UNSUBSCRIBED).expect(201);
    change(ConsentSource.PREFERENCE_CENTRE, new ConsentChange.UnsubscribedFromAll());

    assertThat(api.put("/subscribers/ann", WEEKLY).expect(200).text("/kept/0")).isEqualTo("offers");
    api.put("/subscribers/ann", ASKED_FOR).expect(200);

    assertThat(state().consents().unsubscribedAt()).isPresent();
  }

  @Test
  @DisplayName("is listed page by page, for one and for all")
  void listsRecordsPageByPage() {
    api.post("/subscribers", WEEKLY).expect(201);
    change(ConsentSource.PREFERENCE_CENTRE, new ConsentChange.UnsubscribedFromAll());
    change(ConsentSource.PREFERENCE_CENTRE, new ConsentChange.Resubscribed());

    for (String path : List.of("/subscribers/ann/consents", "/consents")) {
      ApiFixture.Answer first = api.get(path + "?limit=2").expect(200);
      assertThat(first.body().path("records")).hasSize(2);
      ApiFixture.Answer second =
          api.get(path + "?limit=2&after=" + first.text("/next")).expect(200);
      assertThat(second.body().path("records")).hasSize(1);
      assertThat(second.body().has("next")).isFalse();
    }
    assertThat(api.get("/consents?after=x").expect(400).text("/violations/0/field"))
        .isEqualTo("after");
    assertThat(api.get("/consents?limit=101").expect(400).text("/violations/0/field"))
        .isEqualTo("limit");
  }

  @Test
  @DisplayName("is told with everything else that is known, for who asks")
  void returnsAllPersonalData() {
    api.post("/subscribers", WEEKLY).expect(201);
    deferOneSend();

    ApiFixture.Answer data = api.get("/subscribers/ann/data").expect(200);

    assertThat(data.text("/address")).isEqualTo("ann@example.com");
    assertThat(data.text("/consents/topics/offers/cadence")).isEqualTo("weekly");
    assertThat(data.text("/waiting/0/campaign")).isEqualTo("sale");
    assertThat(data.text("/records/0/change/kind")).isEqualTo("topicChosen");
    api.get("/subscribers/nobody/data").expect(404);
  }

  @Test
  @DisplayName("is that of the inbox: a second id with the address is refused, and named")
  void rejectsSecondIdOfAnInbox() {
    api.post("/subscribers", WEEKLY).expect(201);
    String second =
        WEEKLY.replace("\"ann\"", "\"shop-9\"").replace("ann@example.com", "Ann@Example.com");

    ApiFixture.Answer created = api.post("/subscribers", second).expect(409);
    assertThat(created.text("/violations/0/field")).isEqualTo("address");
    assertThat(created.text("/violations/0/remedy"))
        .startsWith("subscriber 'ann' has this address");
    api.put("/subscribers/shop-9", second).expect(409);
    ApiFixture.Answer batch = batch(second);
    assertThat(batch.body().path("imported").asInt()).isZero();
    assertThat(batch.text("/rejected/0/id")).isEqualTo("shop-9");
    assertThat(batch.text("/rejected/0/violations/0/field")).isEqualTo("address");
    api.get("/subscribers/shop-9").expect(404);
    assertThat(api.logged).allSatisfy(line -> assertThat(line).doesNotContainIgnoringCase("ann@"));
  }

  @Test
  @DisplayName("is gone when they are erased, and no request brings them back")
  void rejectsErasedSubscriber() {
    api.post("/subscribers", WEEKLY).expect(201);

    api.call("DELETE", "/subscribers/ann", "", Map.of()).expect(200);

    api.call("DELETE", "/subscribers/ann", "", Map.of()).expect(404);
    api.get("/subscribers/ann").expect(404);
    api.get("/subscribers/ann/data").expect(404);
    assertThat(api.get("/subscribers/ann/consents").body().path("records")).isEmpty();
    assertThat(api.post("/subscribers", WEEKLY).expect(409).text("/violations/0/remedy"))
        .isEqualTo(
            "this subscriber was erased by your team on 2026-11-22: remove them from your data");
    assertThat(api.put("/subscribers/ann", WEEKLY).expect(409).text("/violations/0/field"))
        .isEqualTo("id");
    ApiFixture.Answer batch = batch(WEEKLY.replace("\"ann\"", "\"new-id\""));
    assertThat(batch.body().path("imported").asInt()).isZero();
    assertThat(batch.text("/rejected/0/id")).isEqualTo("new-id");
    assertThat(batch.body().toString()).doesNotContain("ann@example.com");
    assertThat(api.logged).allSatisfy(line -> assertThat(line).doesNotContain("ann@"));
  }

  @Test
  @DisplayName("can be asked for anew by who was erased, through an administrator")
  void acceptsErasedSubscriberAfterLift() {
    api.post("/subscribers", WEEKLY).expect(201);
    api.call("DELETE", "/subscribers/ann", "", Map.of()).expect(200);
    String returning = "{\"id\": \"ann-2\", \"address\": \"ann@example.com\"}";

    assertThat(api.post("/erasures/lift", returning).expect(200).text("/lifted")).isEqualTo("true");

    assertThat(api.post("/erasures/lift", returning).expect(200).text("/lifted"))
        .isEqualTo("false");
    api.post("/subscribers", WEEKLY.replace("\"ann\"", "\"ann-2\"")).expect(201);
    assertThat(api.get("/subscribers/ann-2/consents").body().toString()).contains("erasureLifted");
  }

  @Test
  @DisplayName("is refused for addresses that nobody can have")
  void rejectsReservedAddresses() {
    String body = WEEKLY.replace("ann@example.com", "nobody@erased.invalid");

    assertThat(api.post("/subscribers", body).expect(400).text("/violations/0/field"))
        .isEqualTo("address");
  }

  private ApiFixture.Answer batch(String entry) {
    return api.post("/subscribers/batch", "{\"subscribers\": [" + entry + "]}").expect(200);
  }

  private void change(ConsentSource means, ConsentChange change) {
    api.consentService().change(ANN, List.of(change), means, Optional.empty());
  }

  private void deferOneSend() {
    DeferredSend wait =
        new DeferredSend(new CampaignId("sale"), OFFERS, ApiFixture.NOW.plusSeconds(3600));
    api.subscribers.commit(
        state().with(List.of(), List.of(wait), List.of(), Optional.of(wait.until())));
  }

  private SubscriberState state() {
    return api.subscribers.findState(ANN);
  }

  private TopicChoice choice() {
    return Optional.ofNullable(state().consents().choices().get(OFFERS)).orElseThrow();
  }

  private static ConsentChange chosen(Subscription subscription, Cadence cadence) {
    return new ConsentChange.TopicChosen(OFFERS, new TopicChoice(subscription, cadence));
  }
}
