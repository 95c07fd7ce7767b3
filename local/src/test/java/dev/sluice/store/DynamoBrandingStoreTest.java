package dev.sluice.store;

import dev.sluice.aws.store.DynamoBrandingStore;
import dev.sluice.scheduling.branding.BrandingStore;
import dev.sluice.scheduling.contract.BrandingStoreContract;

class DynamoBrandingStoreTest extends BrandingStoreContract implements OnTables {

  @Override
  protected BrandingStore store() {
    return new DynamoBrandingStore(TABLES.get());
  }
}
