package dev.sluice.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Problem;
import dev.sluice.aws.http.ProblemException;
import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.delivery.CampaignStore;
import dev.sluice.scheduling.delivery.Counts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Changing a campaign's state while others do")
class CampaignStatesTest {

  private final ApiFixture api = new ApiFixture();

  @Test
  @DisplayName("is tried again on what the others left")
  void retried() {
    assertThat(pause(2).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("gives up after five losses and asks to send it again")
  void bounded() {
    ProblemException busy = catchThrowableOfType(ProblemException.class, () -> pause(5));
    assertThat(busy.problem().kind()).isEqualTo(Problem.Kind.BUSY);
  }

  private HttpResponse pause(int losses) {
    api.put("/topics/offers", "{\"name\":\"Offers\",\"description\":\"Bargains\"}").expect(200);
    api.post(
            "/campaigns",
            "{\"id\":\"sale\",\"name\":\"Sale\",\"topic\":\"offers\",\"variants\":[{\"subject\":\"S\",\"html\":\"H\"}]}")
        .expect(201);
    Losing losing = new Losing(api.campaigns, losses);
    Stores stores =
        new Stores(
            api.rules,
            api.rules,
            api.rules,
            api.branding,
            losing,
            api.desks(),
            api.subscribers,
            api.shards,
            _ -> Map.of(),
            () -> {
              throw new AssertionError("the agenda is not needed");
            },
            api.holds);
    HttpRequest request =
        new HttpRequest("r", "POST", "/campaigns/sale/pause", Map.of(), Map.of(), new byte[0]);
    return Api.router(stores, api.clock, () -> new CampaignId("x")).answer(request);
  }

  /** A store in which somebody else is faster, so many times. */
  private static final class Losing implements CampaignStore {

    private final CampaignStore store;
    private int losses;

    Losing(CampaignStore store, int losses) {
      this.store = store;
      this.losses = losses;
    }

    @Override
    public boolean update(TrackedCampaign changed) {
      return losses-- <= 0 && store.update(changed);
    }

    @Override
    public boolean create(Campaign campaign, Instant now) {
      return store.create(campaign, now);
    }

    @Override
    public Optional<KeptCampaign> read(CampaignId id) {
      return store.read(id);
    }

    @Override
    public Page list(Optional<CampaignId> after, int limit) {
      return store.list(after, limit);
    }

    @Override
    public boolean close(TrackedCampaign campaign, Counts counts) {
      return store.close(campaign, counts);
    }
  }
}
