package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.contract.FeedbackStoreContract;
import dev.sluice.scheduling.feedback.FeedbackCounts;
import dev.sluice.scheduling.feedback.FeedbackStore;
import dev.sluice.scheduling.feedback.ReputationLog;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A store of feedback in memory")
final class MemoryFeedbackTest extends FeedbackStoreContract implements InMemory {

  private final MemorySubscribers subscribers = new MemorySubscribers();
  private final MemoryFeedback feedback = new MemoryFeedback(subscribers);

  @Override
  protected FeedbackStore store() {
    return feedback;
  }

  @Override
  protected FeedbackCounts counts() {
    return feedback;
  }

  @Override
  protected ReputationLog reputation() {
    return feedback;
  }

  @Override
  public MemorySubscribers subscribers() {
    return subscribers;
  }
}
