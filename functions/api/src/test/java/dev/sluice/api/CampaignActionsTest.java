package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ApiFixture.Answer;
import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignStore;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.support.OptimisticLock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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

  private static Answer pause(int conflicts) {
    ApiFixture api = new ApiFixture(store -> new ContendedCampaignStore(store, conflicts));
    api.put("/topics/offers", "{\"name\":\"Offers\",\"description\":\"Bargains\"}").expect(200);
    api.post(
            "/campaigns",
            "{\"id\":\"sale\",\"name\":\"Sale\",\"topic\":\"offers\",\"variants\":[{\"subject\":\"S\",\"html\":\"H\"}]}")
        .expect(201);
    return api.post("/campaigns/sale/pause", "");
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
