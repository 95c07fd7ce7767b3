package dev.sluice.store;

import dev.sluice.aws.store.DynamoMessageStore;
import dev.sluice.scheduling.contract.MessageStoreContract;
import dev.sluice.scheduling.transactional.MessageStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of transactional messages kept in DynamoDB")
class DynamoMessageStoreTest extends MessageStoreContract implements OnTables {

  @Override
  protected MessageStore store() {
    return new DynamoMessageStore(TABLES.get());
  }
}
