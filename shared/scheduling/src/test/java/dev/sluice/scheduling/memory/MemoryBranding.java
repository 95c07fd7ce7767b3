package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.branding.Branding;
import dev.sluice.scheduling.branding.BrandingStore;
import java.util.concurrent.atomic.AtomicReference;

/** A branding in memory. */
public final class MemoryBranding implements BrandingStore {

  private final AtomicReference<Branding> kept = new AtomicReference<>(Branding.INITIAL);

  @Override
  public Branding read() {
    return kept.get();
  }

  @Override
  public void put(Branding branding) {
    kept.set(branding);
  }
}
