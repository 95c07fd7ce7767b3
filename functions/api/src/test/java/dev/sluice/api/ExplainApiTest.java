package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ApiFixture.Answer;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.contract.Samples;
import dev.sluice.core.hold.HoldReason;
import dev.sluice.core.hold.MarketingHold;
import dev.sluice.core.hold.WithheldRuns;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.ratelimit.SendingBlock;
import dev.sluice.core.sending.WithheldCause;
import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.ScanProgress;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.DropRecord;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Explaining a campaign to a subscriber")
class ExplainApiTest {

  private static final SubscriberId MARI = new SubscriberId("mari");
  private static final CampaignId SALE = new CampaignId("sale");
  private static final Instant YESTERDAY = Instant.parse("2026-11-21T10:00:00Z");

  private final ApiFixture api = new ApiFixture();

  @BeforeEach
  void createRules() {
    api.put("/topics/offers", "{\"name\":\"Offers\",\"description\":\"Bargains\"}").expect(200);
    api.put("/topics/news", "{\"name\":\"News\",\"description\":\"What is new\"}").expect(200);
    api.put(
            "/segments/buyers",
            "{\"name\":\"Buyers\",\"criterion\":{\"attribute\":\"purchases\",\"atLeast\":1}}")
        .expect(200);
    api.put("/segments/staff", "{\"name\":\"Staff\",\"criterion\":{\"stage\":[\"loyal\"]}}")
        .expect(200);
    api.put(
            "/policy",
            """
            {"caps":[{"name":"two-days","limit":1,"window":{"rolling":"PT48H"}}],
             "defaultZone":"UTC","lookAhead":"P3D"}
            """)
        .expect(200);
    createMari("\"attributes\":{\"purchases\":3}");
    createCampaign("sale", 5, "2026-11-22T09:00:00Z");
  }

  @Test
  @DisplayName("that would go out now: how full every cap is, and nothing is written")
  void explainsSendWithCapUse() {
    List<Object> before = api.storedState();
    Answer answer = explain();
    assertThat(answer.body())
        .isEqualTo(
            Json.parse(
                """
                {"decision":"send","subscriber":"mari","campaign":"sale","now":"2026-11-22T10:00:00Z",
                 "policyRevision":1,
                 "text":"It will be sent the next time a worker processes this subscriber. Every cap has room for it; with this send: 'two-days' 1 of 1 in 48 hours.",
                 "caps":[{"cap":"two-days","used":1,"limit":1,"window":{"rolling":"P2D"}}],
                 "history":[],"others":[]}
                """));
    assertThat(api.storedState()).isEqualTo(before);
  }

  @Test
  @DisplayName("that a cap holds: until when, which cap, and the history that fills it")
  void explainsWaitWithCapAndHistory() {
    updateState(standing -> Samples.withSend(standing, Samples.sent("earlier", YESTERDAY)));
    Answer answer = explain();
    assertThat(answer.text("/decision")).isEqualTo("wait");
    assertThat(answer.text("/until")).isEqualTo("2026-11-23T10:00:00Z");
    assertThat(answer.body().at("/reason"))
        .isEqualTo(
            Json.parse(
                """
                {"kind":"capReached","cap":"two-days","limit":1,"window":{"rolling":"P2D"},
                 "counted":1,"inFavourOf":[]}
                """));
    assertThat(answer.text("/text"))
        .isEqualTo(
            "It will be deferred until 2026-11-23 10:00 (UTC), because the cap 'two-days' is"
                + " reached: 1 of 1 in 48 hours.");
    assertThat(answer.text("/history/0/at")).isEqualTo("2026-11-21T10:00:00Z");
    assertThat(answer.text("/history/0/key"))
        .isEqualTo(SendKey.of(new CampaignId("earlier")).toString());
  }

  @Test
  @DisplayName("that steps back for a heavier one: which, and what becomes of that")
  void explainsWaitInFavourOfHigherPriority() {
    createCampaign("gala", 9, "2026-11-23T12:00:00Z");
    Answer answer = explain();
    assertThat(answer.text("/decision")).isEqualTo("wait");
    assertThat(answer.text("/reason/inFavourOf/0")).isEqualTo("gala");
    assertThat(answer.body().at("/others"))
        .isEqualTo(
            Json.parse(
                "[{\"decision\":\"announced\",\"until\":\"2026-11-23T12:00:00Z\",\"campaign\":\"gala\"}]"));
  }

  @Test
  @DisplayName("that is dropped: why")
  void explainsDrop() {
    createMari(
        "\"consents\":{\"topics\":{\"offers\":{\"subscribed\":false}}},\"attributes\":{\"purchases\":3}");
    Answer answer = explain();
    assertThat(answer.text("/decision")).isEqualTo("drop");
    assertThat(answer.body().at("/reason"))
        .isEqualTo(Json.parse("{\"kind\":\"notSubscribed\",\"topic\":\"offers\"}"));
  }

  @Test
  @DisplayName("that was sent, or dropped after it had waited: when")
  void explainsPastSendAndPastDrop() {
    updateState(standing -> Samples.withSend(standing, Samples.sent("sale", YESTERDAY)));
    assertThat(explain().text("/decision")).isEqualTo("sent");
    assertThat(explain().text("/history/0/campaign")).isEqualTo("sale");
    updateState(standing ->
        standing.with(
            List.of(),
            List.of(),
            List.of(new DropRecord(YESTERDAY, SendKey.of(SALE), DropCode.CAPPED)),
            Optional.empty()));
    assertThat(explain().text("/decision")).isEqualTo("dropped");
    assertThat(explain().text("/reason/kind")).isEqualTo("capped");
  }

  @Test
  @DisplayName("names the campaigns of the history also after they have ended")
  void historyNamesEndedCampaigns() {
    CampaignId gala = new CampaignId("gala");
    createCampaign("gala", 9, "2026-11-22T09:00:00Z");
    api.post("/campaigns/gala/cancel", "").expect(200);
    updateState(standing -> Samples.withSend(standing, Samples.sent("gala", YESTERDAY)));
    updateState(standing ->
        standing.with(
            standing.history(),
            List.of(),
            List.of(new DropRecord(YESTERDAY, SendKey.of(SALE), DropCode.CAPPED)),
            Optional.empty()));
    api.campaigns.close(api.campaigns.find(gala).orElseThrow().tracked(), SendCounts.NONE);
    assertThat(api.activeCampaigns().find(gala)).isEmpty();

    assertThat(explain().text("/history/0/campaign")).isEqualTo("gala");
    assertThat(explain().text("/history/0/name")).isEqualTo("Sale");
    Answer subscriber = api.get("/subscribers/mari").expect(200);
    assertThat(subscriber.text("/history/0/name")).isEqualTo("Sale");
    assertThat(subscriber.text("/drops/0/name")).isEqualTo("Sale");
  }

  @Test
  @DisplayName("that would go out, while marketing is held: that it waits for the end of the hold")
  void explainsHold() {
    Instant since = Instant.parse("2026-11-22T08:00:00Z");
    api.sendingBlock =
        Optional.of(
            new SendingBlock.Held(
                new MarketingHold(Set.of(HoldReason.SENDING_WITHHELD), since),
                Optional.of(new WithheldRuns(WithheldCause.ACCESS_DENIED, 3, YESTERDAY, since))));
    Answer answer = explain();
    assertThat(answer.text("/decision")).isEqualTo("wait");
    assertThat(answer.text("/reason/kind")).isEqualTo("marketingHeld");
    assertThat(answer.text("/reason/reasons/0")).isEqualTo("sendingWithheld");
    assertThat(answer.text("/reason/withheld/cause")).isEqualTo("accessDenied");
    assertThat(answer.text("/text"))
        .isEqualTo(
            "It would be sent now, but all marketing has been held since 2026-11-22 08:00 (UTC):"
                + " SES accepts no mail (access denied). Nothing is lost; it is planned again when"
                + " the hold has ended.");
  }

  @Test
  @DisplayName("that would go out: every reason of the account is named, and it is no send")
  void explainsEveryBlock() {
    Instant midnight = Instant.parse("2026-11-23T00:00:00Z");
    Map<SendingBlock, String> blocks =
        Map.of(
            new SendingBlock.DispatchDisabled(), "dispatchDisabled",
            new SendingBlock.SendingDisabled(0), "sendingDisabled",
            new SendingBlock.QuotaUnknown(), "quotaUnknown",
            new SendingBlock.DailyQuotaReached(200, 40, 160), "dailyQuotaReached",
            new SendingBlock.WarmUpReached(200, midnight), "warmUpReached");
    blocks.forEach((block, kind) -> {
      api.sendingBlock = Optional.of(block);
      Answer answer = explain();
      assertThat(answer.text("/decision")).isEqualTo("wait");
      assertThat(answer.text("/reason/kind")).isEqualTo(kind);
      assertThat(answer.text("/text")).startsWith("It would be sent now, but ");
    });
  }

  @Test
  @DisplayName("that waits anyway, while marketing is held: both reasons")
  void explainsWaitDuringHold() {
    updateState(standing -> Samples.withSend(standing, Samples.sent("earlier", YESTERDAY)));
    api.sendingBlock = Optional.of(new SendingBlock.DispatchDisabled());
    Answer answer = explain();
    assertThat(answer.text("/reason/kind")).isEqualTo("capReached");
    assertThat(answer.text("/blockedBy/kind")).isEqualTo("dispatchDisabled");
  }

  @Test
  @DisplayName("that was deferred and would fit by now: that it waits for its instant")
  void explainsDeferredSendThatNothingProcesses() {
    Instant until = Instant.parse("2026-11-25T10:00:00Z");
    TopicId offers = new TopicId("offers");
    updateState(standing ->
        standing.with(
            List.of(),
            List.of(new DeferredSend(SALE, offers, until)),
            List.of(),
            Optional.of(until)));
    Answer answer = explain();
    assertThat(answer.text("/decision")).isEqualTo("wait");
    assertThat(answer.text("/until")).isEqualTo("2026-11-25T10:00:00Z");
    assertThat(answer.text("/wouldBe/decision")).isEqualTo("send");
  }

  @Test
  @DisplayName("that is not for them: which segments they miss")
  void explainsMissingSegments() {
    createMari("\"stage\":\"loyal\"");
    Answer answer = explain();
    assertThat(answer.text("/decision")).isEqualTo("notInAudience");
    assertThat(answer.body().at("/reason"))
        .isEqualTo(
            Json.parse(
                "{\"kind\":\"notInAudience\",\"missing\":[\"buyers\"],\"excluding\":[\"staff\"]}"));
  }

  @Test
  @DisplayName("that is paused: since when, and until when the send waits")
  void explainsPausedCampaign() {
    api.post("/campaigns/sale/pause", "").expect(200);
    assertThat(explain().text("/decision")).isEqualTo("paused");
    updateState(standing -> Samples.withDeferredSend(standing, "sale", Samples.NOON));
    assertThat(explain().text("/until")).isEqualTo(Samples.NOON.toString());
  }

  @Test
  @DisplayName("that has not started: when it starts, and its slot once it keeps one")
  void explainsAnnouncedCampaignAndSlot() {
    createCampaign("soon", 5, "2026-11-24T12:00:00Z");
    createCampaign("far", 5, "2026-12-24T12:00:00Z");
    Answer soon = api.get("/explain/mari/soon").expect(200);
    assertThat(soon.text("/decision")).isEqualTo("announced");
    assertThat(soon.text("/at")).isEqualTo("2026-11-24T12:00:00Z");
    assertThat(soon.text("/until")).isEqualTo("2026-11-24T12:00:00Z");
    assertThat(api.get("/explain/mari/far").expect(200).text("/until")).isEqualTo("absent");
  }

  @Test
  @DisplayName("whose walk has passed them: that it was decided then")
  void explainsCampaignAlreadyProcessed() {
    Shard shard = Shard.of(MARI);
    Instant now = ApiFixture.NOW;
    api.shards.acquire(shard, "worker", now, now.plusSeconds(60));
    ScanProgress over = new ScanProgress(1, new Cursor.End(), SendCounts.NONE);
    api.shards.release(
        "worker", new ShardState(shard, Map.of(SALE, over), Optional.empty(), List.of()), now);
    assertThat(explain().text("/decision")).isEqualTo("passed");
  }

  @Test
  @DisplayName("that is over: how it ended")
  void explainsEndedCampaign() {
    api.post("/campaigns/sale/cancel", "").expect(200);
    assertThat(explain().text("/decision")).isEqualTo("cancelled");
  }

  @Test
  @DisplayName("needs both to exist")
  void requiresSubscriberAndCampaign() {
    assertThat(api.get("/explain/nobody/sale").expect(404).text("/detail"))
        .isEqualTo("The subscriber 'nobody' does not exist.");
    assertThat(api.get("/explain/mari/none").expect(404).text("/detail"))
        .isEqualTo("The campaign 'none' does not exist.");
  }

  private Answer explain() {
    return api.get("/explain/mari/sale").expect(200);
  }

  private void createMari(String rest) {
    api.put("/subscribers/mari", "{\"address\":\"mari@example.com\"," + rest + "}").expect(200);
  }

  private void createCampaign(String id, int priority, String start) {
    api.post(
            "/campaigns",
            """
            {"id":"%s","name":"Sale","topic":"offers","priority":%d,"start":"%s",
             "segments":["buyers"],"excluded":["staff"],"variants":[{"subject":"S","html":"H"}]}
            """
                .formatted(id, priority, start))
        .expect(201);
  }

  private void updateState(UnaryOperator<SubscriberState> change) {
    SubscriberState known = api.subscribers.find(MARI).orElseThrow().state();
    api.subscribers.commit(change.apply(known));
  }
}
