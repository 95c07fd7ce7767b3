package dev.sluice.dynamodb.message;

import dev.sluice.core.contract.MessageStoreContract;
import dev.sluice.core.transactional.MessageStore;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of transactional messages kept in DynamoDB")
class DynamoMessageStoreTest extends MessageStoreContract implements DynamoStoreFixture {

  @Override
  protected MessageStore store() {
    return new DynamoMessageStore(TABLES.get());
  }
}
