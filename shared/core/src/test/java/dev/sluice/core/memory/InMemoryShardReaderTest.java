package dev.sluice.core.memory;

import dev.sluice.core.contract.ShardReaderContract;
import dev.sluice.core.sharding.ShardReader;
import org.junit.jupiter.api.DisplayName;

@DisplayName("An audience in memory")
final class InMemoryShardReaderTest extends ShardReaderContract
    implements InMemorySubscriberStoresFixture {

  private final InMemorySubscribers subscribers = new InMemorySubscribers();

  @Override
  protected ShardReader audience() {
    return subscribers;
  }

  @Override
  public InMemorySubscribers subscribers() {
    return subscribers;
  }
}
