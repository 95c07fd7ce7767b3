package dev.sluice.core.memory;

import dev.sluice.core.campaign.CampaignStore;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.contract.CampaignStoreContract;
import dev.sluice.core.state.CampaignNameResolver;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Campaigns in memory")
final class InMemoryCampaignStoreTest extends CampaignStoreContract {

  private final InMemoryCampaignStore store = new InMemoryCampaignStore(clock);

  @Override
  protected CampaignStore store() {
    return store;
  }

  @Override
  protected CampaignNameResolver names() {
    return store;
  }

  @Override
  protected List<TrackedCampaign> open() {
    return store.findOpen();
  }

  @Override
  protected long rulesRevision() {
    return store.rulesRevision();
  }
}
