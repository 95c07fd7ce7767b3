package dev.sluice.store;

import dev.sluice.aws.store.DynamoCampaignBoard;
import dev.sluice.aws.store.DynamoCampaignNames;
import dev.sluice.aws.store.DynamoCampaignStore;
import dev.sluice.aws.store.DynamoSegmentStore;
import dev.sluice.aws.store.DynamoTopicStore;
import dev.sluice.scheduling.audience.Criterion;
import dev.sluice.scheduling.audience.Segment;
import dev.sluice.scheduling.audience.SegmentId;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.contract.CampaignStoreContract;
import dev.sluice.scheduling.contract.Samples;
import dev.sluice.scheduling.delivery.Agenda;
import dev.sluice.scheduling.delivery.CampaignNames;
import dev.sluice.scheduling.delivery.CampaignStore;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.Topic;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of campaigns kept in DynamoDB")
class DynamoCampaignStoreTest extends CampaignStoreContract implements OnTables {

  @BeforeEach
  void storeWhatCampaignsReferTo() {
    new DynamoTopicStore(TABLES.get())
        .put(
            new Topic(
                Samples.OFFERS, "Offers", "What is cheap", Topic.Joining.OPT_OUT, Cadence.WEEKLY));
    for (String segment : List.of("buyers", "estonia", "staff")) {
      new DynamoSegmentStore(TABLES.get())
          .put(new Segment(new SegmentId(segment), segment, new Criterion.Everyone()));
    }
  }

  @Override
  protected CampaignStore store() {
    return new DynamoCampaignStore(TABLES.get(), clock);
  }

  @Override
  protected CampaignNames names() {
    return new DynamoCampaignNames(TABLES.get());
  }

  @Override
  protected List<TrackedCampaign> open() {
    return new DynamoCampaignBoard(TABLES.get(), clock)
        .read().items().stream().map(Agenda.Item::tracked).toList();
  }
}
