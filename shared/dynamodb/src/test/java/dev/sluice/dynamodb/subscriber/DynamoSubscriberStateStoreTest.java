package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.contract.SubscriberRepositoryContract;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of standings kept in DynamoDB")
class DynamoSubscriberStateStoreTest extends SubscriberRepositoryContract
    implements DynamoStoreFixture {

  @Override
  protected SubscriberRepository store() {
    return new DynamoSubscriberStateStore(TABLES.get());
  }
}
