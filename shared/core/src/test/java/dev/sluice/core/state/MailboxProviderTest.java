package dev.sluice.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.subscriber.EmailAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The mailbox provider of an address")
class MailboxProviderTest {

  @ParameterizedTest
  @DisplayName("is known by the domain, with its countries, and nothing that only resembles it")
  @CsvSource({
    "gmail.com, GMAIL",
    "googlemail.com, GMAIL",
    "hotmail.co.uk, MICROSOFT",
    "live.fr, MICROSOFT",
    "outlook.com.br, MICROSOFT",
    "yahoo.co.jp, YAHOO",
    "aol.com, YAHOO",
    "icloud.com, APPLE",
    "gmx.net, GMX_AND_WEB_DE",
    "163.com, NETEASE",
    "example.com, OTHER",
    "notgmail.com, OTHER",
    "gmail.com.example.com, OTHER",
    "live.example.com, OTHER",
    "yahoo.shop, OTHER",
  })
  void isKnownByDomain(String domain, MailboxProvider provider) {
    assertThat(MailboxProvider.of(new EmailAddress("ann@" + domain))).isEqualTo(provider);
  }
}
