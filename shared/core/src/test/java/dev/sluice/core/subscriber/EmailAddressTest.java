package dev.sluice.core.subscriber;

import static dev.sluice.core.support.InvalidInputAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An address")
class EmailAddressTest {
  private static final String REMEDY = "use one address such as name@example.com";

  @ParameterizedTest(name = "{0} is kept as {1}")
  @CsvSource({
    "mari@example.com, mari@example.com",
    "Mari.Maasikas+offers@Example.COM, Mari.Maasikas+offers@example.com",
    "o'brien@mail.example.co.uk, o'brien@mail.example.co.uk",
    "info@jäääär.ee, info@xn--jr-viaaaa.ee",
    "ann@straße.example, ann@xn--strae-oqa.example",
    "ann@STRAẞE.example, ann@xn--strae-oqa.example",
    "ann@faß.de, ann@xn--fa-hia.de",
    "ann@φάρος.example, ann@xn--hxa2bffq.example",
    "ann@βόλος.com, ann@xn--nxasmm1c.com",
    "ann@ΒΌΛΟΣ.com, ann@xn--nxasmq6b.com",
    "ann@bücher。example, ann@xn--bcher-kva.example",
    "'\"docomo..user\"@docomo.ne.jp', '\"docomo..user\"@docomo.ne.jp'",
    "'\"plain.name\"@example.com', plain.name@example.com",
    "'\"with@sign\"@example.com', '\"with@sign\"@example.com'",
  })
  void acceptsValidAddresses(String raw, String kept) {
    assertThat(new EmailAddress(raw).value()).isEqualTo(kept);
  }

  @ParameterizedTest(name = "[{index}] is refused if it is not one plain address: {0}")
  @ValueSource(
      strings = {
        "mari@example.com\n",
        "mari@example.com\r\nBcc: all@example.com",
        "mari\n@example.com",
        "mari@exam\nple.com",
        "mari@example.com,juri@example.com",
        "Mari <mari@example.com>",
        " mari@example.com",
        "mari@example.com ",
        "mari",
        "@example.com",
        "mari@",
        "mari@example",
        "mari@example..com",
        "mari@-example.com",
        "mari@example-.com",
        "mari@[127.0.0.1]",
        "\"not closed@example.com",
        "\"line\nbreak\"@example.com",
        "\"a\"b\"@example.com",
        "mari@exam\u200Dple.com",
        "mari@exam\u200Cple.com",
        "mari@exam\u00ADple.com",
        "mari@straße_x.example",
        ".mari@example.com",
        "mari.@example.com",
        "ma..ri@example.com",
        "mari@exa_mple.com",
        "",
      })
  void rejectsInvalidAddresses(String raw) {
    assertRefused(() -> new EmailAddress(raw), "address", raw, REMEDY);
  }

  @Test
  @DisplayName("with other letters than ASCII before the '@' is refused by that name")
  void namesTheLocalPartThatSesDoesNotSendTo() {
    assertRefused(
        () -> new EmailAddress("märi@example.com"),
        "address",
        "märi@example.com",
        "use an address that is ASCII before the '@': SES does not send to others");
  }

  @Test
  @DisplayName("has at most 64 characters before the '@' and 254 in all")
  void limitsLength() {
    String local = "l".repeat(64);
    String domain = "d".repeat(60) + "." + "d".repeat(60) + "." + "d".repeat(60) + ".com";
    assertThat(new EmailAddress(local + "@example.com").value()).hasSize(76);
    assertRefused(
        () -> new EmailAddress(local + "l@example.com"),
        "address",
        local + "l@example.com",
        REMEDY);
    assertThat(new EmailAddress(local + "@" + domain).value()).hasSize(251);
    String tooLong = local + "@" + domain + ".com";
    assertRefused(
        () -> new EmailAddress(tooLong), "address", tooLong.substring(0, 80) + "…", REMEDY);
  }

  @Test
  @DisplayName("shows only its domain where it is printed")
  void printsOnlyTheDomain() {
    assertThat(new EmailAddress("mari@example.com")).hasToString("EmailAddress[***@example.com]");
  }
}
