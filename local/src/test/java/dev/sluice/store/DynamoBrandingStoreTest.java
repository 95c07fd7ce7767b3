package dev.sluice.store;

import dev.sluice.aws.store.DynamoBrandingStore;
import dev.sluice.scheduling.branding.BrandingStore;
import dev.sluice.scheduling.contract.BrandingStoreContract;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The branding in DynamoDB")
class DynamoBrandingStoreTest extends BrandingStoreContract implements OnTables {

  @Override
  protected BrandingStore store() {
    return new DynamoBrandingStore(TABLES.get());
  }
}
