package dev.sluice.store;

import dev.sluice.aws.store.DynamoConsentStore;
import dev.sluice.aws.store.DynamoFeedbackCounts;
import dev.sluice.aws.store.DynamoFeedbackStore;
import dev.sluice.aws.store.DynamoReputation;
import dev.sluice.aws.store.DynamoStandingStore;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.contract.FeedbackStoreContract;
import dev.sluice.scheduling.desk.ConsentStore;
import dev.sluice.scheduling.feedback.FeedbackCounts;
import dev.sluice.scheduling.feedback.FeedbackStore;
import dev.sluice.scheduling.feedback.ReputationLog;
import dev.sluice.scheduling.visit.StandingStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoFeedbackStoreTest extends FeedbackStoreContract {

  @RegisterExtension static final StoreTables TABLES = new StoreTables();

  @Override
  protected FeedbackStore store() {
    return new DynamoFeedbackStore(TABLES.get());
  }

  @Override
  protected StandingStore standings() {
    return new DynamoStandingStore(TABLES.get());
  }

  @Override
  protected ConsentStore consents() {
    return new DynamoConsentStore(TABLES.get());
  }

  @Override
  protected FeedbackCounts counts() {
    return new DynamoFeedbackCounts(TABLES.get());
  }

  @Override
  protected ReputationLog reputation() {
    return new DynamoReputation(TABLES.get());
  }

  @Override
  protected void put(Subscriber subscriber) {
    Subscribers.put(TABLES.get(), subscriber);
  }

  @Override
  protected boolean isAtomic() {
    return StoreTables.isAtomic();
  }
}
