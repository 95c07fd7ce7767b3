package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.contract.FeedbackStoreContract;
import dev.sluice.core.feedback.FeedbackStore;
import dev.sluice.core.feedback.ReputationStats;
import dev.sluice.core.feedback.SendEventCounts;
import dev.sluice.dynamodb.campaign.DynamoFeedbackCounts;
import dev.sluice.dynamodb.campaign.DynamoReputationStats;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A store of feedback in DynamoDB")
class DynamoFeedbackStoreTest extends FeedbackStoreContract implements DynamoStoreFixture {

  @Override
  protected FeedbackStore store() {
    return new DynamoFeedbackStore(TABLES.get());
  }

  @Override
  protected SendEventCounts counts() {
    return new DynamoFeedbackCounts(TABLES.get());
  }

  @Override
  protected ReputationStats reputation() {
    return new DynamoReputationStats(TABLES.get());
  }
}
