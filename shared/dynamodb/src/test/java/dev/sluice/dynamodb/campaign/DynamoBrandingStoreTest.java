package dev.sluice.dynamodb.campaign;

import dev.sluice.core.branding.BrandingStore;
import dev.sluice.core.contract.BrandingStoreContract;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The branding in DynamoDB")
class DynamoBrandingStoreTest extends BrandingStoreContract implements DynamoStoreFixture {

  @Override
  protected BrandingStore store() {
    return new DynamoBrandingStore(TABLES.get());
  }
}
