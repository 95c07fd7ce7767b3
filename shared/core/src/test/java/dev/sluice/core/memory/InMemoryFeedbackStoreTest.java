package dev.sluice.core.memory;

import dev.sluice.core.contract.FeedbackStoreContract;
import dev.sluice.core.feedback.FeedbackStore;
import dev.sluice.core.feedback.ReputationStats;
import dev.sluice.core.feedback.SendEventCounts;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A store of feedback in memory")
final class InMemoryFeedbackStoreTest extends FeedbackStoreContract
    implements InMemorySubscriberStoresFixture {

  private final InMemorySubscribers subscribers = new InMemorySubscribers();
  private final InMemoryFeedbackStore feedback = new InMemoryFeedbackStore(subscribers);

  @Override
  protected FeedbackStore store() {
    return feedback;
  }

  @Override
  protected SendEventCounts counts() {
    return feedback;
  }

  @Override
  protected ReputationStats reputation() {
    return feedback;
  }

  @Override
  public InMemorySubscribers subscribers() {
    return subscribers;
  }
}
