package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ApiFixture.Answer;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.contract.Samples;
import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.ScanProgress;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.state.SendEvent;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.json.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The API")
class ApiTest {

  private static final String CAMPAIGN =
      """
      {"id":"%s","name":"Sale","topic":"offers","start":"%s",
       "variants":[{"subject":"Hi","html":"<p>Sale</p>","text":"Sale"}]}
      """;

  private final ApiFixture api = new ApiFixture();

  @BeforeEach
  void createTopic() {
    api.put(
            "/topics/offers",
            "{\"name\":\"Offers\",\"description\":\"Bargains\",\"cadence\":\"weekly\"}")
        .expect(200);
  }

  @Test
  @DisplayName("a topic keeps its own sender, of an identity that the stack may send as")
  void keepsSenderOfTopic() {
    String topic =
        "{\"name\":\"Offers\",\"description\":\"Bargains\",\"sender\":{\"name\":\"Shop"
            + " Offers\",\"address\":\"%s\",\"replyTo\":\"help@other.example\"}}";
    api.put("/topics/offers", topic.formatted("offers@news.shop.example")).expect(200);
    assertThat(api.get("/topics/offers").expect(200).text("/sender/address"))
        .isEqualTo("offers@news.shop.example");
    Answer refused = api.put("/topics/offers", topic.formatted("offers@notshop.example"));
    assertThat(refused.expect(400).text("/violations/0/field")).isEqualTo("sender.address");
    assertThat(refused.text("/violations/0/remedy"))
        .contains("shop.example", "TopicSenderIdentity");
    refused = api.put("/topics/offers", topic.formatted("offers"));
    assertThat(refused.expect(400).text("/violations/0/field")).isEqualTo("sender.address");
  }

  @Test
  @DisplayName("published spam rates are stored once for each day, and checked")
  void storesSpamRates() {
    String rates =
        "{\"reports\":[{\"source\":\"gmail\",\"domain\":\"shop.example\",\"date\":\"%s\","
            + "\"spamPercent\":%s}]}";
    String day = LocalDate.ofInstant(ApiFixture.NOW, ZoneOffset.UTC).minusDays(1).toString();
    api.post("/reputation", rates.formatted(day, "0.1")).expect(200);
    api.post("/reputation", rates.formatted(day, "0.15")).expect(200);
    Answer listed = api.get("/reputation").expect(200);
    assertThat(listed.body().path("reports")).hasSize(1);
    assertThat(listed.body().at("/reports/0/spamPercent").asDouble()).isEqualTo(0.15);
    Answer future = api.post("/reputation", rates.formatted("2062-01-01", "0.1")).expect(400);
    assertThat(future.text("/violations/0/field")).isEqualTo("reports[0].date");
    Answer ratio = api.post("/reputation", rates.formatted(day, "101")).expect(400);
    assertThat(ratio.text("/violations/0/remedy")).contains("0 to 100");
  }

  @Test
  @DisplayName("a new campaign is answered with warnings about its content")
  void warnsOfContent() {
    api.put("/topics/offers", "{\"name\":\"Offers\",\"description\":\"Bargains\"}").expect(200);
    Answer created =
        api.post(
                "/campaigns",
                "{\"id\":\"plain\",\"name\":\"x\",\"topic\":\"offers\",\"variants\":[{\"subject\":\"s\",\"html\":\"<a"
                    + " href='http://shop.example'>x</a>\",\"text\":\"t\"}]}")
            .expect(201);
    assertThat(created.text("/warnings/0/kind")).isEqualTo("insecureLink");
    assertThat(created.text("/warnings/0/field")).isEqualTo("variants[0].html");
  }

  @Test
  @DisplayName("stores topics, and lists them in order")
  void storesAndListsTopics() {
    api.put("/topics/news", "{\"name\":\"News\",\"description\":\"What is new\"}").expect(200);
    assertThat(api.get("/topics/offers").expect(200).text("/cadence")).isEqualTo("weekly");
    assertThat(api.get("/topics").expect(200).body().path("topics"))
        .extracting(topic -> topic.path("id").asString())
        .containsExactly("news", "offers");
    api.get("/topics/tips").expect(404);
  }

  @Test
  @DisplayName("stores segments, and lists them in order")
  void storesAndListsSegments() {
    String lapsed =
        "{\"id\":\"lapsed\",\"name\":\"Lapsed\",\"criterion\":{\"stage\":[\"lapsed\"]}}";
    api.put("/segments/lapsed", lapsed).expect(200);
    api.put("/segments/all", "{\"name\":\"All\",\"criterion\":{\"everyone\":true}}").expect(200);
    assertThat(api.get("/segments/lapsed").expect(200).body()).isEqualTo(Json.parse(lapsed));
    assertThat(api.get("/segments").body().path("segments"))
        .extracting(segment -> segment.path("id").asString())
        .containsExactly("all", "lapsed");
    api.get("/segments/loyal").expect(404);
  }

  @Test
  @DisplayName("keeps every revision of the policy, and refuses a change of an older one")
  void keepsEveryPolicyRevisionAndRejectsStaleOnes() {
    String policy =
        "{\"caps\":[{\"name\":\"day\",\"limit\":1,\"window\":{\"calendar\":\"day\"}}],\"defaultZone\":\"UTC\"%s}";
    assertThat(api.get("/policy").expect(200).body().path("revision").asInt()).isZero();
    api.put("/policy", policy.formatted("")).expect(200);
    api.put("/policy", policy.formatted(",\"revision\":1,\"lookAhead\":\"P3D\"")).expect(200);
    assertThat(api.get("/policy").body().path("revision").asInt()).isEqualTo(2);
    assertThat(api.get("/policy?revision=1").expect(200).text("/lookAhead")).isEqualTo("PT0S");
    api.get("/policy?revision=7").expect(404);
    assertThat(api.put("/policy", policy.formatted(",\"revision\":1")).expect(409).text("/detail"))
        .isEqualTo("The current revision is 2, not 1. Read it, and make the change again.");
  }

  @Test
  @DisplayName("creates and replaces subscribers, and leaves their choices unless it is told some")
  void createsAndReplacesSubscribersAndKeepsChoices() {
    api.post(
            "/subscribers",
            """
            {"id":"c-1","address":"mari@example.com","attributes":{"purchases":3},
             "consents":{"topics":{"offers":{"subscribed":true,"cadence":"monthly"}}}}
            """)
        .expect(201);
    assertThat(api.get("/subscribers/c-1").text("/consents/topics/offers/cadence"))
        .isEqualTo("monthly");
    api.put("/subscribers/c-1", "{\"address\":\"mari@example.org\",\"stage\":\"loyal\"}")
        .expect(200);
    Answer read = api.get("/subscribers/c-1").expect(200);
    assertThat(read.text("/address")).isEqualTo("mari@example.org");
    assertThat(read.text("/stage")).isEqualTo("loyal");
    assertThat(read.text("/attributes/purchases")).isEqualTo("absent");
    assertThat(read.text("/consents/topics/offers/cadence")).isEqualTo("monthly");
    String left =
        "{\"address\":\"m@example.org\",\"consents\":{\"topics\":{\"offers\":{\"subscribed\":false}}}}";
    api.put("/subscribers/c-1", left).expect(200);
    assertThat(api.get("/subscribers/c-1").body().at("/consents/topics/offers"))
        .as("the cadence stays for whom comes back")
        .isEqualTo(Json.parse("{\"subscribed\":false,\"cadence\":\"monthly\"}"));
    api.get("/subscribers/c-2").expect(404);
  }

  @Test
  @DisplayName("stores the good ones of a batch, and names the bad ones with their places")
  void storesValidBatchEntriesAndReportsInvalidOnes() {
    Answer answer =
        api.post(
                "/subscribers/batch",
                """
                {"subscribers":[
                  {"id":"a","address":"a@example.com"},
                  {"id":"b","address":"nobody"},
                  {"id":"a","address":"a2@example.com"},
                  17,
                  {"id":"c","address":"c@example.com","consents":{"topics":{"ofers":{"subscribed":true}}}},
                  {"id":"d","address":"d@example.com"}]}
                """)
            .expect(200);
    assertThat(answer.body())
        .isEqualTo(
            Json.parse(
                """
                {"imported":2,"rejected":[
                  {"index":1,"id":"b","violations":[{"field":"address","value":"nobody",
                    "remedy":"use one address such as name@example.com, with a domain name that exists in ASCII"}]},
                  {"index":2,"id":"a","violations":[{"field":"id","value":"a",
                    "remedy":"send each subscriber once per batch; entry 0 has this id"}]},
                  {"index":3,"violations":[{"field":"body","value":"17","remedy":"use an object"}]},
                  {"index":4,"id":"c","violations":[{"field":"consents.topics.ofers","value":"ofers",
                    "remedy":"this topic does not exist: did you mean 'offers'? Otherwise create it with PUT /topics/ofers"}]}]}
                """));
    assertThat(api.subscribers.findAll())
        .extracting(record -> record.id().value())
        .containsExactly("a", "d");
  }

  @Test
  @DisplayName("stores nothing of a batch in which nothing is good")
  void storesNothingWhenWholeBatchIsInvalid() {
    api.post("/subscribers/batch", "{\"subscribers\":[{},{}]}").expect(200);
    assertThat(api.subscribers.findAll()).isEmpty();
  }

  @Test
  @DisplayName("announces a campaign, and makes an identifier for one without")
  void createsCampaignAndGeneratesMissingId() {
    Answer created = api.post("/campaigns", campaign("sale", "2026-11-23T10:00:00Z")).expect(201);
    assertThat(created.headers()).containsEntry("location", "/campaigns/sale");
    assertThat(created.text("/state")).isEqualTo("scheduled");
    assertThat(created.body().at("/counts"))
        .isEqualTo(
            Json.parse(
                "{\"sent\":0,\"unconfirmed\":0,\"waiting\":0,\"dropped\":{},\"walkedShards\":0,\"shards\":64}"));
    api.clock.set(Instant.parse("2026-11-23T10:00:00Z"));
    assertThat(api.get("/campaigns/sale").text("/state")).isEqualTo("sending");
    String unnamed = campaign("x", "2026-11-24T10:00:00Z").replace("\"id\":\"x\",", "");
    assertThat(api.post("/campaigns", unnamed).expect(201).text("/id")).isEqualTo("made-up");
    api.get("/campaigns/none").expect(404);
  }

  @Test
  @DisplayName("refuses a campaign that the agenda has no room for")
  void rejectsCampaignBeyondActiveLimit() {
    for (int i = 0; i < 200; i++) {
      api.post("/campaigns", campaign("c-" + i, "2026-11-23T10:00:00Z")).expect(201);
    }
    assertThat(
            api.post("/campaigns", campaign("more", "2026-11-23T10:00:00Z"))
                .expect(409)
                .text("/detail"))
        .startsWith("200 campaigns are active");
    api.get("/campaigns/more").expect(404);
  }

  @Test
  @DisplayName("sums a campaign's counts over the shards, and says how many were walked")
  void sumsCountsOverShards() {
    api.post("/campaigns", campaign("sale", "2026-11-22T10:00:00Z")).expect(201);
    recordShardProgress(
        new Shard(1), new Cursor.End(), new SendCounts(5, 1, 2, Map.of(DropCode.CAPPED, 3L)));
    recordShardProgress(
        new Shard(2),
        new Cursor.After(new SubscriberId("x")),
        new SendCounts(2, 0, 1, Map.of(DropCode.CAPPED, 1L, DropCode.NOT_SUBSCRIBED, 4L)));
    assertThat(api.get("/campaigns/sale").body().at("/counts"))
        .isEqualTo(
            Json.parse(
                """
                {"sent":7,"unconfirmed":1,"waiting":3,"dropped":{"notSubscribed":4,"capped":4},
                 "walkedShards":1,"shards":64}
                """));
  }

  @Test
  @DisplayName("tells what was heard of a campaign's sends, and counts those that left after all")
  void reportsEventCountsOfCampaign() {
    api.post("/campaigns", campaign("sale", "2026-11-22T10:00:00Z")).expect(201);
    recordShardProgress(new Shard(1), new Cursor.End(), new SendCounts(5, 3, 2, Map.of()));
    api.eventCounts.put(
        new CampaignId("sale"), Map.of(SendEvent.DELIVERED, 6L, SendEvent.TAKEN, 2L));
    Answer read = api.get("/campaigns/sale");
    assertThat(read.body().at("/feedback"))
        .isEqualTo(
            Json.parse(
                """
                {"delivered":6,"opened":0,"clicked":0,"prefetched":0,"softBounced":0,"bounced":0,
                 "complained":0,"unsubscribed":0,"rejected":0,"untried":0}
                """));
    for (String counts : List.of("/counts", "/campaigns/0/counts")) {
      Answer answer = counts.equals("/counts") ? read : api.get("/campaigns");
      assertThat(answer.body().at(counts + "/sent").asInt()).isEqualTo(7);
      assertThat(answer.body().at(counts + "/unconfirmed").asInt()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("keeps a campaign's counts once it has ended")
  void keepsCountsAfterCampaignEnded() {
    api.post("/campaigns", campaign("sale", "2026-11-22T10:00:00Z")).expect(201);
    api.campaigns.close(
        api.campaigns.find(new CampaignId("sale")).orElseThrow().tracked(),
        new SendCounts(9, 0, 0, Map.of()));
    Answer ended = api.get("/campaigns/sale");
    assertThat(ended.text("/state")).isEqualTo("completed");
    assertThat(ended.body().at("/counts/sent").asInt()).isEqualTo(9);
    assertThat(ended.body().at("/counts/walkedShards").asInt()).isEqualTo(64);
  }

  @Test
  @DisplayName("lists campaigns page by page")
  void listsCampaignsPageByPage() {
    for (String id : List.of("c", "a", "b")) {
      api.post("/campaigns", campaign(id, "2026-11-23T10:00:00Z")).expect(201);
    }
    Answer first = api.get("/campaigns?limit=2").expect(200);
    assertThat(ids(first)).containsExactly("a", "b");
    assertThat(first.text("/next")).isEqualTo("b");
    Answer last = api.get("/campaigns?limit=2&after=b");
    assertThat(ids(last)).containsExactly("c");
    assertThat(last.text("/next")).isEqualTo("absent");
    assertThat(last.text("/campaigns/0/state")).isEqualTo("scheduled");
    assertThat(last.body().at("/campaigns/0/counts/shards").asInt()).isEqualTo(64);
  }

  @Test
  @DisplayName("pauses, resumes and cancels; repeating it is harmless, an end is final")
  void pausesResumesAndCancelsIdempotently() {
    api.post("/campaigns", campaign("sale", "2026-11-22T10:00:00Z")).expect(201);
    assertThat(api.post("/campaigns/sale/pause", "").expect(200).text("/state"))
        .isEqualTo("paused");
    assertThat(api.post("/campaigns/sale/pause", "").expect(200).text("/state"))
        .isEqualTo("paused");
    assertThat(pass()).isEqualTo(1);
    assertThat(api.post("/campaigns/sale/resume", "").expect(200).text("/state"))
        .isEqualTo("sending");
    api.post("/campaigns/sale/resume", "").expect(200);
    assertThat(pass()).as("resuming starts another walk, once").isEqualTo(2);
    assertThat(api.post("/campaigns/sale/cancel", "").expect(200).text("/state"))
        .isEqualTo("cancelled");
    api.post("/campaigns/sale/cancel", "").expect(200);
    assertThat(pass()).isEqualTo(3);
    assertThat(api.post("/campaigns/sale/resume", "").expect(409).text("/detail"))
        .isEqualTo("The campaign was cancelled at 2026-11-22T10:00:00Z.");
    api.post("/campaigns/none/pause", "").expect(404);
    assertThat(state()).isEqualTo(CampaignState.CANCELLED);
  }

  private static String campaign(String id, String start) {
    return CAMPAIGN.formatted(id, start);
  }

  private static List<String> ids(Answer list) {
    return list.body().path("campaigns").valueStream().map(c -> c.path("id").asString()).toList();
  }

  private int pass() {
    return api.campaigns.find(new CampaignId("sale")).orElseThrow().tracked().pass();
  }

  private CampaignState state() {
    return api.campaigns.find(new CampaignId("sale")).orElseThrow().tracked().state();
  }

  private void recordShardProgress(Shard shard, Cursor cursor, SendCounts counts) {
    Instant now = Samples.NOON;
    api.shards.acquire(shard, "worker", now, now.plusSeconds(60));
    Map<CampaignId, ScanProgress> progress =
        Map.of(new CampaignId("sale"), new ScanProgress(1, cursor, counts));
    api.shards.release("worker", new ShardState(shard, progress, Optional.empty(), List.of()), now);
  }
}
