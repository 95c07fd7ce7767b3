package dev.sluice.store;

import dev.sluice.aws.store.DynamoPolicyStore;
import dev.sluice.aws.store.DynamoSegmentStore;
import dev.sluice.aws.store.DynamoTopicStore;
import dev.sluice.scheduling.audience.SegmentStore;
import dev.sluice.scheduling.contract.RulesContract;
import dev.sluice.scheduling.policy.PolicyStore;
import dev.sluice.scheduling.policy.TopicStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of topics, segments and policies kept in DynamoDB")
class DynamoRulesTest extends RulesContract implements OnTables {

  @Override
  protected TopicStore topics() {
    return new DynamoTopicStore(TABLES.get());
  }

  @Override
  protected SegmentStore segments() {
    return new DynamoSegmentStore(TABLES.get());
  }

  @Override
  protected PolicyStore policies() {
    return new DynamoPolicyStore(TABLES.get());
  }
}
