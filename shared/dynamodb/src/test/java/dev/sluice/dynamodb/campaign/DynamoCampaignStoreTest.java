package dev.sluice.dynamodb.campaign;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.CampaignStore;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.contract.CampaignStoreContract;
import dev.sluice.core.contract.Samples;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.segment.Segment;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.state.CampaignNameResolver;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.RulesRevision;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Campaigns in DynamoDB")
class DynamoCampaignStoreTest extends CampaignStoreContract implements DynamoStoreFixture {

  @BeforeEach
  void storeWhatCampaignsReferTo() {
    new DynamoTopicStore(TABLES.get())
        .save(
            new Topic(
                Samples.OFFERS,
                "Offers",
                "What is cheap",
                Topic.OptInMode.OPT_OUT,
                Cadence.WEEKLY));
    for (String segment : List.of("buyers", "estonia", "staff")) {
      new DynamoSegmentStore(TABLES.get())
          .save(new Segment(new SegmentId(segment), segment, new Criterion.Everyone()));
    }
  }

  @Override
  protected CampaignStore store() {
    return new DynamoCampaignStore(TABLES.get(), clock);
  }

  @Override
  protected CampaignNameResolver names() {
    return new DynamoCampaignNames(TABLES.get());
  }

  @Override
  protected List<TrackedCampaign> open() {
    return new DynamoActiveCampaignSource(TABLES.get(), clock)
        .load().campaigns().stream().map(ActiveCampaigns.ActiveCampaign::tracked).toList();
  }

  @Override
  protected long rulesRevision() {
    return new RulesRevision(new ControlTable(TABLES.get())).current();
  }
}
