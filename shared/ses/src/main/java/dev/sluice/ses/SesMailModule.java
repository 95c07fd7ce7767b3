package dev.sluice.ses;

import dev.sluice.lambda.FunctionContext;
import dev.sluice.mail.MailboxAddress;
import dev.sluice.mail.MarketingMessageComposer;
import dev.sluice.mail.MarketingSender;
import dev.sluice.mail.TransactionalMessageComposer;
import dev.sluice.mail.i18n.Languages;
import dev.sluice.mail.link.LinkUrls;
import dev.sluice.secrets.LinkKeyProvider;
import java.net.URI;
import java.util.Optional;

/** Creates a function's composers and sender from its environment variables. */
public final class SesMailModule {

  private SesMailModule() {}

  /**
   * Returns the composer of marketing mail, configured by SENDER_ADDRESS, POSTAL_ADDRESS,
   * MARKETING_CONFIGURATION_SET and LINK_BASE_URL.
   */
  public static MarketingMessageComposer marketingMail(FunctionContext context) {
    MarketingSender sender =
        new MarketingSender(
            MailboxAddress.parse("SENDER_ADDRESS", context.requiredVariable("SENDER_ADDRESS")),
            Optional.empty(),
            context.requiredVariable("POSTAL_ADDRESS"),
            context.requiredVariable("MARKETING_CONFIGURATION_SET"));
    LinkUrls urls = new LinkUrls(URI.create(context.requiredVariable("LINK_BASE_URL")));
    return new MarketingMessageComposer(
        sender,
        LinkKeyProvider.linkTokens(context),
        urls,
        LinkKeyProvider.tagTokens(context),
        Languages.installed());
  }

  /**
   * Returns the composer of transactional mail, configured by TRANSACTIONAL_SENDER_ADDRESS (else
   * SENDER_ADDRESS) and TRANSACTIONAL_CONFIGURATION_SET.
   */
  public static TransactionalMessageComposer transactionalMail(FunctionContext context) {
    String own = "TRANSACTIONAL_SENDER_ADDRESS";
    String variable = context.optionalVariable(own).isPresent() ? own : "SENDER_ADDRESS";
    return new TransactionalMessageComposer(
        MailboxAddress.parse(variable, context.requiredVariable(variable)),
        context.requiredVariable("TRANSACTIONAL_CONFIGURATION_SET"));
  }

  /** Returns the sender. */
  public static SesSender sender(FunctionContext context) {
    return new SesSender(context.clients().get(SesSender.CLIENT));
  }
}
