package dev.sluice.core.branding;

/** The store of the team's branding: one document. */
public interface BrandingStore {

  /** Returns the branding as last written, {@link Branding#INITIAL} in a fresh installation. */
  Branding load();

  /** Stores a branding and replaces the previous one. */
  void save(Branding branding);
}
