package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.contract.AudienceContract;
import dev.sluice.scheduling.delivery.Audience;
import dev.sluice.scheduling.visit.StandingStore;

final class MemoryAudienceTest extends AudienceContract {

  private final MemorySubscribers subscribers = new MemorySubscribers();

  @Override
  protected Audience audience() {
    return subscribers;
  }

  @Override
  protected StandingStore standings() {
    return subscribers;
  }

  @Override
  protected void put(Subscriber subscriber) {
    subscribers.put(subscriber);
  }
}
