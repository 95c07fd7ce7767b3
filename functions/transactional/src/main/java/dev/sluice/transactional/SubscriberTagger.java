package dev.sluice.transactional;

import dev.sluice.core.transactional.ResolvedRecipient;
import dev.sluice.lambda.FunctionLog;
import dev.sluice.lambda.LogEvent;
import dev.sluice.mail.MailMessage;
import dev.sluice.mail.MessageTags;
import dev.sluice.mail.link.LinkClaims;
import dev.sluice.mail.link.LinkTokens;
import java.util.Map;

/**
 * Tags messages to subscribers with whose they are, so that an address which bounces here gets no
 * marketing either.
 *
 * <p>A tag is worth less than the message: if the key cannot be had, the message goes without.
 */
record SubscriberTagger(LinkTokens links, FunctionLog log) {

  MailMessage withSubscriberTag(MailMessage message, ResolvedRecipient to) {
    return to.subscriber()
        .map(id -> LinkClaims.feedback(id.value()))
        .map(claims -> withSubscriberTag(message, claims))
        .orElse(message);
  }

  private MailMessage withSubscriberTag(MailMessage message, LinkClaims claims) {
    try {
      return message.withTag(MessageTags.SUBSCRIBER, links.sign(claims));
    } catch (RuntimeException noKey) {
      log.warn(LogEvent.SUBSCRIBER_TAG_MISSING, Map.of(), noKey);
      return message;
    }
  }
}
