package dev.sluice.aws.ses;

import dev.sluice.aws.wiring.Wiring;
import dev.sluice.mail.Mailbox;
import dev.sluice.mail.MarketingMail;
import dev.sluice.mail.Sender;
import dev.sluice.mail.TransactionalMail;
import dev.sluice.mail.link.LinkUrls;
import dev.sluice.mail.link.SignedLinks;
import dev.sluice.mail.words.Languages;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The mail parts of a function, made from its variables. */
public final class MailWiring {

  /**
   * How long links are accepted: over a year, as many look for the way out in an old message, with
   * room for a key that is rotated once a year.
   */
  public static final Duration LINK_VALIDITY = Duration.ofDays(400);

  private MailWiring() {}

  /** Returns what signs and verifies links, with the keys of LINK_KEY_SECRET. */
  public static SignedLinks links(Wiring wiring) {
    return new SignedLinks(
        new LinkKeyProvider(
            () -> wiring.clients().secrets(), wiring.required("LINK_KEY_SECRET"), wiring.clock()),
        LINK_VALIDITY,
        wiring.clock());
  }

  /**
   * Returns what writes marketing mail, with SENDER_ADDRESS, POSTAL_ADDRESS,
   * MARKETING_CONFIGURATION_SET and LINK_BASE_URL.
   */
  public static MarketingMail marketingMail(Wiring wiring) {
    Sender sender =
        new Sender(
            Mailbox.parse("SENDER_ADDRESS", wiring.required("SENDER_ADDRESS")),
            Optional.empty(),
            wiring.required("POSTAL_ADDRESS"),
            wiring.required("MARKETING_CONFIGURATION_SET"));
    LinkUrls urls = new LinkUrls(URI.create(wiring.required("LINK_BASE_URL")));
    return new MarketingMail(sender, links(wiring), urls, Languages.installed());
  }

  /**
   * Returns what writes transactional mail, with TRANSACTIONAL_SENDER_ADDRESS, or else
   * SENDER_ADDRESS, and TRANSACTIONAL_CONFIGURATION_SET.
   */
  public static TransactionalMail transactionalMail(Wiring wiring) {
    String own = "TRANSACTIONAL_SENDER_ADDRESS";
    String variable = wiring.optional(own).isPresent() ? own : "SENDER_ADDRESS";
    return new TransactionalMail(
        Mailbox.parse(variable, wiring.required(variable)),
        wiring.required("TRANSACTIONAL_CONFIGURATION_SET"));
  }

  /** Returns what hands messages to SES. */
  public static SesSender sender(Wiring wiring) {
    return new SesSender(wiring.clients().ses());
  }
}
