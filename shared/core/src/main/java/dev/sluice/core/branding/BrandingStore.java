package dev.sluice.core.branding;

/** Where the team's branding is kept: one document. */
public interface BrandingStore {

  /** Returns the branding as last written, {@link Branding#INITIAL} in a fresh installation. */
  Branding load();

  /** Stores a branding in place of the one before. */
  void save(Branding branding);
}
