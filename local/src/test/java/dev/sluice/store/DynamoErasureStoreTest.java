package dev.sluice.store;

import dev.sluice.aws.store.DynamoErasureStore;
import dev.sluice.scheduling.contract.ErasureStoreContract;
import dev.sluice.scheduling.desk.ErasureStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of erasures kept in DynamoDB")
class DynamoErasureStoreTest extends ErasureStoreContract implements OnTables {

  @Override
  protected ErasureStore store() {
    return new DynamoErasureStore(TABLES.get());
  }
}
