package dev.sluice.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.branding.BrandChannel;
import dev.sluice.core.branding.Branding;
import dev.sluice.core.branding.BrandingStore;
import dev.sluice.core.branding.Color;
import dev.sluice.core.branding.HttpsUrl;
import dev.sluice.core.branding.LocalizedBranding;
import dev.sluice.core.branding.LocalizedBranding.LocalizedTopic;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link BrandingStore} does. */
public abstract class BrandingStoreContract {

  private static final Branding WHOLE =
      new Branding(
          Optional.of("Õun & Co"),
          Optional.of(HttpsUrl.parse("https://cdn.example.com/logo.svg")),
          Optional.of(new Color("#0B4A8F")),
          Optional.of(new Color("#9cc4f5")),
          Optional.of(HttpsUrl.parse("https://example.com/privacy?lang=en")),
          List.of(new BrandChannel("Forum", HttpsUrl.parse("https://forum.example.com:8443/"))),
          Optional.of(Locale.ENGLISH),
          Map.of(
              Locale.forLanguageTag("he"),
              new LocalizedBranding(
                  Optional.of("שלום"),
                  Map.of(Samples.OFFERS, new LocalizedTopic("מבצעים", "מה זול עכשיו"))),
              Locale.forLanguageTag("zh-Hans"),
              LocalizedBranding.NONE));

  /** Returns the store under test, the same one during a test. */
  protected abstract BrandingStore store();

  @Test
  @DisplayName("a fresh installation is plain")
  void returnsInitialBrandingInFreshInstallation() {
    assertThat(store().load()).isEqualTo(Branding.INITIAL);
  }

  @Test
  @DisplayName("a branding is read as it was put")
  void readsBrandingAsSaved() {
    store().save(WHOLE);
    assertThat(store().load()).isEqualTo(WHOLE);
  }

  @Test
  @DisplayName("a branding put again is the latest")
  void returnsLatestBranding() {
    store().save(WHOLE);
    store().save(Branding.INITIAL);
    assertThat(store().load()).isEqualTo(Branding.INITIAL);
  }
}
