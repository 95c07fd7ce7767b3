package dev.sluice.core.memory;

import dev.sluice.core.contract.MessageStoreContract;
import dev.sluice.core.transactional.MessageStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of transactional messages kept in memory")
final class InMemoryMessageStoreTest extends MessageStoreContract {

  private final MessageStore store = new InMemoryMessageStore();

  @Override
  protected MessageStore store() {
    return store;
  }
}
