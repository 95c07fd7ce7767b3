package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.contract.CampaignStoreContract;
import dev.sluice.scheduling.delivery.CampaignNames;
import dev.sluice.scheduling.delivery.CampaignStore;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of campaigns kept in memory")
final class MemoryCampaignStoreTest extends CampaignStoreContract {

  private final MemoryCampaignStore store = new MemoryCampaignStore(clock);

  @Override
  protected CampaignStore store() {
    return store;
  }

  @Override
  protected CampaignNames names() {
    return store;
  }

  @Override
  protected List<TrackedCampaign> open() {
    return store.open();
  }
}
