package dev.sluice.dynamodb.campaign;

import dev.sluice.core.contract.RuleStoresContract;
import dev.sluice.core.policy.PolicyStore;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.core.segment.SegmentStore;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.RulesRevision;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Topics, segments and policies in DynamoDB")
class DynamoSendingRulesTest extends RuleStoresContract implements DynamoStoreFixture {

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

  @Override
  protected long rulesRevision() {
    return new RulesRevision(new ControlTable(TABLES.get())).current();
  }
}
