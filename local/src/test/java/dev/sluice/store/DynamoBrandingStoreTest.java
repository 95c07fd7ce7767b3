package dev.sluice.store;

import dev.sluice.aws.store.DynamoBrandingStore;
import dev.sluice.scheduling.branding.BrandingStore;
import dev.sluice.scheduling.contract.BrandingStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoBrandingStoreTest extends BrandingStoreContract {

  @RegisterExtension static final StoreTables TABLES = new StoreTables();

  @Override
  protected BrandingStore store() {
    return new DynamoBrandingStore(TABLES.get());
  }
}
