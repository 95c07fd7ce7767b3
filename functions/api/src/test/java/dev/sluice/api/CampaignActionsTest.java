package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ApiFixture.Answer;
import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignStore;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.delivery.HandOverBarrier;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.support.OptimisticLock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Changing the state of a campaign during concurrent changes")
class CampaignActionsTest {

  @Test
  @DisplayName("is retried with the changed campaign")
  void retriesAfterConcurrentChange() {
    assertThat(pause(2).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("fails with 503 and Retry-After when every attempt conflicts")
  void givesUpWhenEveryAttemptConflicts() {
    Answer busy = pause(OptimisticLock.MAX_ATTEMPTS).expect(503);
    assertThat(busy.text("/type")).isEqualTo("urn:sluice:problem:busy");
    assertThat(busy.headers()).containsEntry("retry-after", "1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause", "cancel"})
  @DisplayName("is answered, if it stops the campaign, once no worker can hand over its messages")
  void answersOnceNothingCanLeave(String action) {
    ApiFixture api = withCampaign(store -> store);
    Instant asked = api.clock.instant();
    api.shards.acquire(new Shard(3), "worker", asked, asked.plusSeconds(120));

    api.post("/campaigns/sale/" + action, "").expect(200);

    assertThat(api.clock.instant()).isEqualTo(asked.plus(HandOverBarrier.MAX_WAIT));
  }

  @Test
  @DisplayName("is answered at once if no worker holds a lease, or if it resumes the campaign")
  void answersAtOnceOtherwise() {
    ApiFixture api = withCampaign(store -> store);
    Instant asked = api.clock.instant();
    api.post("/campaigns/sale/pause", "").expect(200);
    api.shards.acquire(new Shard(3), "worker", asked, asked.plusSeconds(120));
    api.post("/campaigns/sale/resume", "").expect(200);

    assertThat(api.clock.instant()).isEqualTo(asked);
  }

  @Test
  @DisplayName("waits as well when it is repeated, since the first answer may have been lost")
  void waitsAgainWhenRepeated() {
    ApiFixture api = withCampaign(store -> store);
    Instant asked = api.clock.instant();
    api.post("/campaigns/sale/pause", "").expect(200);
    api.shards.acquire(new Shard(3), "worker", asked, asked.plusSeconds(120));

    api.post("/campaigns/sale/pause", "").expect(200);

    assertThat(api.clock.instant()).isEqualTo(asked.plus(HandOverBarrier.MAX_WAIT));
  }

  @Test
  @DisplayName("is reported before it is made: a dry run of a correction changes nothing")
  void dryRunChangesNothing() {
    ApiFixture api = withCampaign(store -> store);
    String before = api.get("/campaigns/sale").expect(200).body().toString();

    Answer answer = api.post("/campaigns/sale/revise", revision(true)).expect(200);

    assertThat(answer.text("/contentRevision")).isEqualTo("2");
    assertThat(answer.text("/walkedShards")).isEqualTo("0");
    assertThat(api.get("/campaigns/sale").expect(200).body()).hasToString(before);
  }

  @Test
  @DisplayName("corrects the content, once nothing of the earlier one can be handed over")
  void revisesContent() {
    ApiFixture api = withCampaign(store -> new ContendedCampaignStore(store, 2));
    Instant asked = api.clock.instant();
    api.shards.acquire(new Shard(3), "worker", asked, asked.plusSeconds(120));

    api.post("/campaigns/sale/revise", revision(false)).expect(200);

    assertThat(api.clock.instant()).isEqualTo(asked.plus(HandOverBarrier.MAX_WAIT));
    Answer stored = api.get("/campaigns/sale").expect(200);
    assertThat(stored.text("/variants/0/subject")).isEqualTo("Corrected");
    assertThat(stored.text("/contentRevision")).isEqualTo("2");
  }

  @Test
  @DisplayName("is refused for content that is not valid, and for a campaign that has ended")
  void rejectsRevisions() {
    ApiFixture api = withCampaign(store -> store);
    String unknown = revision(false).replace("Corrected", "Hello {{shoeSize}}");
    assertThat(api.post("/campaigns/sale/revise", unknown).expect(400).text("/violations/0/field"))
        .isEqualTo("defaults.shoeSize");
    api.post("/campaigns/sale/revise", "{\"variants\":[],\"name\":\"x\"}").expect(400);
    api.post("/campaigns/sale/cancel", "").expect(200);
    api.post("/campaigns/sale/revise", revision(true)).expect(409);
    api.post("/campaigns/other/revise", revision(true)).expect(404);
  }

  private static String revision(boolean dryRun) {
    return "{\"variants\":[{\"subject\":\"Corrected\",\"html\":\"<p>x</p>\"}],\"dryRun\":%s}"
        .formatted(dryRun);
  }

  private static Answer pause(int conflicts) {
    ApiFixture api = withCampaign(store -> new ContendedCampaignStore(store, conflicts));
    return api.post("/campaigns/sale/pause", "");
  }

  private static ApiFixture withCampaign(UnaryOperator<CampaignStore> decorator) {
    ApiFixture api = new ApiFixture(decorator);
    api.put("/topics/offers", "{\"name\":\"Offers\",\"description\":\"Bargains\"}").expect(200);
    api.post(
            "/campaigns",
            "{\"id\":\"sale\",\"name\":\"Sale\",\"topic\":\"offers\",\"variants\":[{\"subject\":\"S\",\"html\":\"H\"}]}")
        .expect(201);
    return api;
  }

  /** A store whose first updates fail, because of concurrent changes. */
  private static final class ContendedCampaignStore implements CampaignStore {

    private final CampaignStore store;
    private int conflicts;

    ContendedCampaignStore(CampaignStore store, int conflicts) {
      this.store = store;
      this.conflicts = conflicts;
    }

    @Override
    public boolean update(TrackedCampaign changed) {
      return conflicts-- <= 0 && store.update(changed);
    }

    @Override
    public boolean revise(TrackedCampaign changed) {
      return conflicts-- <= 0 && store.revise(changed);
    }

    @Override
    public Creation create(Campaign campaign, Instant now) {
      return store.create(campaign, now);
    }

    @Override
    public Optional<StoredCampaign> find(CampaignId id) {
      return store.find(id);
    }

    @Override
    public Page list(Optional<CampaignId> after, int limit) {
      return store.list(after, limit);
    }

    @Override
    public boolean close(TrackedCampaign campaign, SendCounts counts) {
      return store.close(campaign, counts);
    }
  }
}
