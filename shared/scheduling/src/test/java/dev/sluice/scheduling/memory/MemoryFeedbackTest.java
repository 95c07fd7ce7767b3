package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.contract.FeedbackStoreContract;
import dev.sluice.scheduling.desk.ConsentStore;
import dev.sluice.scheduling.feedback.FeedbackCounts;
import dev.sluice.scheduling.feedback.FeedbackStore;
import dev.sluice.scheduling.feedback.ReputationLog;
import dev.sluice.scheduling.visit.StandingStore;

final class MemoryFeedbackTest extends FeedbackStoreContract {

  private final MemorySubscribers subscribers = new MemorySubscribers();
  private final MemoryFeedback feedback = new MemoryFeedback(subscribers);

  @Override
  protected FeedbackStore store() {
    return feedback;
  }

  @Override
  protected StandingStore standings() {
    return subscribers;
  }

  @Override
  protected ConsentStore consents() {
    return subscribers;
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
  protected void put(Subscriber subscriber) {
    subscribers.put(subscriber);
  }
}
