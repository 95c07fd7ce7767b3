package dev.sluice.core.memory;

import dev.sluice.core.branding.Branding;
import dev.sluice.core.branding.BrandingStore;
import java.util.concurrent.atomic.AtomicReference;

/** A branding in memory. */
public final class InMemoryBrandingStore implements BrandingStore {

  private final AtomicReference<Branding> stored = new AtomicReference<>(Branding.INITIAL);

  @Override
  public Branding load() {
    return stored.get();
  }

  @Override
  public void save(Branding branding) {
    stored.set(branding);
  }
}
