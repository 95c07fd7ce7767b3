package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignStore;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.support.ConcurrentUpdateException;
import dev.sluice.core.support.OptimisticLock;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Changing a campaign's state while others do")
class CampaignActionsTest {

  private final ApiFixture api = new ApiFixture();

  @Test
  @DisplayName("is tried again on what the others left")
  void retriesAfterConcurrentChange() {
    assertThat(pause(2).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("gives up when every attempt loses")
  void givesUpAfterLosingEveryAttempt() {
    assertThatThrownBy(() -> pause(OptimisticLock.MAX_ATTEMPTS))
        .isInstanceOf(ConcurrentUpdateException.class);
  }

  private HttpResponse pause(int losses) {
    api.put("/topics/offers", "{\"name\":\"Offers\",\"description\":\"Bargains\"}").expect(200);
    api.post(
            "/campaigns",
            "{\"id\":\"sale\",\"name\":\"Sale\",\"topic\":\"offers\",\"variants\":[{\"subject\":\"S\",\"html\":\"H\"}]}")
        .expect(201);
    ContendedCampaignStore losing = new ContendedCampaignStore(api.campaigns, losses);
    ApiStores stores =
        new ApiStores(
            api.rules,
            api.rules,
            api.rules,
            api.branding,
            losing,
            api.services(),
            api.subscribers,
            api.shards,
            _ -> Map.of(),
            () -> {
              throw new AssertionError("the agenda is not needed");
            },
            api.holds);
    HttpRequest request =
        new HttpRequest("r", "POST", "/campaigns/sale/pause", Map.of(), Map.of(), new byte[0]);
    return ApiRouter.create(stores, api.clock, () -> new CampaignId("x")).handle(request);
  }

  /** A store in which somebody else is faster, so many times. */
  private static final class ContendedCampaignStore implements CampaignStore {

    private final CampaignStore store;
    private int losses;

    ContendedCampaignStore(CampaignStore store, int losses) {
      this.store = store;
      this.losses = losses;
    }

    @Override
    public boolean update(TrackedCampaign changed) {
      return losses-- <= 0 && store.update(changed);
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
