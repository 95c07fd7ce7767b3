package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.branding.BrandingStore;
import dev.sluice.scheduling.contract.BrandingStoreContract;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The branding in memory")
final class MemoryBrandingTest extends BrandingStoreContract {

  private final BrandingStore store = new MemoryBranding();

  @Override
  protected BrandingStore store() {
    return store;
  }
}
