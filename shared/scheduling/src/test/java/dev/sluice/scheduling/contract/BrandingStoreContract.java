package dev.sluice.scheduling.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.branding.Branding;
import dev.sluice.scheduling.branding.BrandingStore;
import dev.sluice.scheduling.branding.Channel;
import dev.sluice.scheduling.branding.Colour;
import dev.sluice.scheduling.branding.WebAddress;
import dev.sluice.scheduling.branding.Wording;
import dev.sluice.scheduling.branding.Wording.TopicWording;
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
          Optional.of(WebAddress.of("https://cdn.example.com/logo.svg")),
          Optional.of(new Colour("#0B4A8F")),
          Optional.of(new Colour("#9cc4f5")),
          Optional.of(WebAddress.of("https://example.com/privacy?lang=en")),
          List.of(new Channel("Forum", WebAddress.of("https://forum.example.com:8443/"))),
          Optional.of(Locale.ENGLISH),
          Map.of(
              Locale.forLanguageTag("he"),
              new Wording(
                  Optional.of("שלום"),
                  Map.of(Samples.OFFERS, new TopicWording("מבצעים", "מה זול עכשיו"))),
              Locale.forLanguageTag("zh-Hans"),
              Wording.NONE));

  /** Returns the store under test, the same one during a test. */
  protected abstract BrandingStore store();

  @Test
  @DisplayName("a fresh installation is plain")
  void fresh() {
    assertThat(store().read()).isEqualTo(Branding.INITIAL);
  }

  @Test
  @DisplayName("a branding is read as it was put")
  void roundTrip() {
    store().put(WHOLE);
    assertThat(store().read()).isEqualTo(WHOLE);
  }

  @Test
  @DisplayName("a branding put again is the latest")
  void latest() {
    store().put(WHOLE);
    store().put(Branding.INITIAL);
    assertThat(store().read()).isEqualTo(Branding.INITIAL);
  }
}
