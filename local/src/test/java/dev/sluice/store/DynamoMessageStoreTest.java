package dev.sluice.store;

import dev.sluice.aws.store.DynamoMessageStore;
import dev.sluice.scheduling.contract.MessageStoreContract;
import dev.sluice.scheduling.transactional.MessageStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoMessageStoreTest extends MessageStoreContract {

  @RegisterExtension static final StoreTables TABLES = new StoreTables();

  @Override
  protected MessageStore store() {
    return new DynamoMessageStore(TABLES.get());
  }

  @Override
  protected boolean isAtomic() {
    return StoreTables.isAtomic();
  }
}
