package dev.sluice.core.memory;

import dev.sluice.core.branding.BrandingStore;
import dev.sluice.core.contract.BrandingStoreContract;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The branding in memory")
final class InMemoryBrandingStoreTest extends BrandingStoreContract {

  private final BrandingStore store = new InMemoryBrandingStore();

  @Override
  protected BrandingStore store() {
    return store;
  }
}
