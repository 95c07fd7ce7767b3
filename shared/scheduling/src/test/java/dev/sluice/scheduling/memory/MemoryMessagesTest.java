package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.contract.MessageStoreContract;
import dev.sluice.scheduling.transactional.MessageStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of transactional messages kept in memory")
final class MemoryMessagesTest extends MessageStoreContract {

  private final MessageStore store = new MemoryMessages();

  @Override
  protected MessageStore store() {
    return store;
  }
}
