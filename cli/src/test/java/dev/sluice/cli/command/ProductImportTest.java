package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.client.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@DisplayName("sluice import --from")
class ProductImportTest extends CommandTestBase {

  @TempDir Path folder;

  @Test
  @DisplayName("reads an export of Mailchimp as it is, and names what it does not import")
  void readsMailchimp() throws IOException {
    Path file = folder.resolve("subscribed_members_export.csv");
    try (InputStream in =
        Objects.requireNonNull(
            ProductImportTest.class.getResourceAsStream("subscribed_members_export.csv"))) {
      Files.copy(in, file);
    }

    assertThat(sluiceToStub("import", file.toString(), "--from", "mailchimp")).isZero();

    assertThat(subscribers())
        .isEqualTo(
            JsonText.parse(
                """
                [{"address":"ann@example.com","id":"abcdef0123",
                  "attributes":{"firstName":"Ann","lastName":"Lee"}}]
                """));
    assertThat(err.toString())
        .contains("every subscriber of the file counts as subscribed", "not imported: ", "TAGS");
  }

  @ParameterizedTest(name = "{0} means {1}")
  @CsvSource({
    "unsubscribed_members.csv, '{\"unsubscribed\":true}'",
    "nonsubscribed_members.csv, '{\"unsubscribed\":true}'",
    "cleaned_members.csv, '{\"suppressed\":\"bounce\"}'",
  })
  @DisplayName("takes the status of a file of Mailchimp from its name")
  void takesTheStatusFromTheName(String name, String consents) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "Email Address,EUID\na@example.com,e1\n");

    assertThat(sluiceToStub("import", file.toString(), "--from", "mailchimp")).isZero();

    assertThat(subscribers().get(0).path("consents")).isEqualTo(JsonText.parse(consents));
    assertThat(out.toString()).contains("1 of the file are not to get marketing");
  }

  @ParameterizedTest(name = "{0}: {2} means {3}")
  @CsvSource({
    "listmonk, 'uuid,email,status', 'u-1,a@example.com,blocklisted', '{\"suppressed\":\"manual\"}'",
    "listmonk, 'uuid,email,status', 'u-1,a@example.com,disabled', '{\"unsubscribed\":true}'",
    "listmonk, 'uuid,email,status', 'u-1,a@example.com,enabled', ",
    "brevo, EMAIL;EMAIL_BLACKLISTED, a@example.com;Yes, '{\"unsubscribed\":true}'",
    "brevo, EMAIL;EMAIL_BLACKLISTED, a@example.com;No, ",
    "salesforce, 'SubscriberKey,EmailAddress,Status', 's,a@example.com,Unsubscribed',"
        + " '{\"unsubscribed\":true}'",
    "salesforce, 'SubscriberKey,EmailAddress,Status', 's,a@example.com,held',"
        + " '{\"suppressed\":\"bounce\"}'",
    "hubspot, 'Email,Portal Spam Report,Global Bounce', 'a@example.com,true,true',"
        + " '{\"suppressed\":\"complaint\"}'",
    "hubspot, 'Email,Portal Unsubscribe', 'a@example.com,TRUE', '{\"unsubscribed\":true}'",
  })
  @DisplayName("takes the status from the columns of the product")
  void takesTheStatusFromColumns(String product, String header, String row, String consents)
      throws IOException {
    Path file = Files.writeString(folder.resolve("x.csv"), header + "\n" + row + "\n");

    assertThat(sluiceToStub("import", file.toString(), "--from", product)).isZero();

    JsonNode subscriber = subscribers().get(0);
    assertThat(subscriber.path("address").asString()).isEqualTo("a@example.com");
    if (consents == null) {
      assertThat(subscriber.has("consents")).isFalse();
    } else {
      assertThat(subscriber.path("consents")).isEqualTo(JsonText.parse(consents));
    }
  }

  @Test
  @DisplayName("derives an id from the address, in any case, where the product has none")
  void derivesIds() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("x.csv"), "email,firstname\nAnn@example.com,Ann\nann@Example.com,Ann\n");

    assertThat(
            sluiceToStub("import", file.toString(), "--from", "mautic", "--status", "subscribed"))
        .isEqualTo(1);

    assertThat(subscribers().get(0).path("id").asString()).matches("mautic-[0-9a-f]{20}");
    assertThat(err.toString()).contains("line 3: id", "line 2 has this one already");
  }

  @Test
  @DisplayName("keeps an opt-out of one topic to that topic, and of several columns the opt-out")
  void choosesForATopic() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("x.csv"),
            "Email,Portal Unsubscribe,Portal Bounce\na@example.com,true,false\n");

    assertThat(sluiceToStub("import", file.toString(), "--from", "hubspot", "--topic", "offers"))
        .isZero();

    assertThat(subscribers().get(0).at("/consents/topics/offers/subscribed").asBoolean(true))
        .isFalse();
  }

  @Test
  @DisplayName("gives one inbox one identifier, whatever the spelling of its address")
  void derivesIdentifiersFromTheInbox() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("x.csv"),
            "Email,Portal Unsubscribe\nAnn@B\u00FCcher.example,true\n"
                + "ann@xn--bcher-kva.example,true\n");

    assertThat(sluiceToStub("import", file.toString(), "--from", "hubspot")).isEqualTo(1);

    assertThat(subscribers()).hasSize(1);
    assertThat(subscribers().get(0).path("id").asString()).matches("hubspot-[0-9a-f]{20}");
    assertThat(err.toString()).contains("line 3", "line 2 has this one already");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "mautic, email, a@example.com, --status",
    "mailchimp, 'Email Address,EUID', 'a@example.com,e', --status",
    "listmonk, 'uuid,email', 'u,a@example.com', --status",
    "listmonk, 'uuid,email,status', 'u,a@example.com,', use one of blocklisted",
    "salesforce, 'SubscriberKey,EmailAddress,Status', 's,a@example.com,odd', use one of active",
  })
  @DisplayName("imports no one of whom it does not know whether they unsubscribed")
  void refusesUnknownStatuses(String product, String header, String row, String message)
      throws IOException {
    Path file = Files.writeString(folder.resolve("x.csv"), header + "\n" + row + "\n");

    assertThat(sluiceToStub("import", file.toString(), "--from", product)).isEqualTo(1);

    assertThat(err.toString()).contains(message);
    assertThat(api.requests()).isEmpty();
  }

  @Test
  @DisplayName("counts and sends nothing in a dry run")
  void runsDry() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("x.csv"),
            "uuid,email,status\n"
                + "u-1,a@example.com,enabled\n"
                + "u-2,b@example.com,disabled\n"
                + "u-3,,enabled\n");

    assertThat(sluiceToStub("import", file.toString(), "--from", "listmonk", "--dry-run"))
        .isEqualTo(1);

    assertThat(out.toString())
        .contains("2 would be imported, 1 skipped, 1 of the file are not to get marketing");
    assertThat(api.requests()).isEmpty();
  }

  private JsonNode subscribers() {
    return api.requests().getFirst().body().path("subscribers");
  }
}
