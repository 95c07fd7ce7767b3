package dev.sluice.store;

import dev.sluice.aws.store.DynamoFeedbackCounts;
import dev.sluice.aws.store.DynamoFeedbackStore;
import dev.sluice.aws.store.DynamoReputation;
import dev.sluice.scheduling.contract.FeedbackStoreContract;
import dev.sluice.scheduling.feedback.FeedbackCounts;
import dev.sluice.scheduling.feedback.FeedbackStore;
import dev.sluice.scheduling.feedback.ReputationLog;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A store of feedback in DynamoDB")
class DynamoFeedbackStoreTest extends FeedbackStoreContract implements OnTables {

  @Override
  protected FeedbackStore store() {
    return new DynamoFeedbackStore(TABLES.get());
  }

  @Override
  protected FeedbackCounts counts() {
    return new DynamoFeedbackCounts(TABLES.get());
  }

  @Override
  protected ReputationLog reputation() {
    return new DynamoReputation(TABLES.get());
  }
}
