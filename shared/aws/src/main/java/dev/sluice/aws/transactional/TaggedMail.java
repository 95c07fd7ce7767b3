package dev.sluice.aws.transactional;

import dev.sluice.mail.MailMessage;
import dev.sluice.mail.MessageTags;
import dev.sluice.mail.link.LinkClaims;
import dev.sluice.mail.link.SignedLinks;
import dev.sluice.scheduling.transactional.Addressee;
import java.lang.System.Logger.Level;

/**
 * Tags messages to subscribers with whose they are, so that an address which bounces here gets no
 * marketing either.
 *
 * <p>A tag is worth less than the message: if the key cannot be had, the message goes without.
 */
record TaggedMail(SignedLinks links) {

  private static final System.Logger LOG = System.getLogger(TaggedMail.class.getName());

  MailMessage tagged(MailMessage message, Addressee to) {
    return to.subscriber()
        .map(id -> LinkClaims.feedback(id.value()))
        .map(claims -> tagged(message, claims))
        .orElse(message);
  }

  private MailMessage tagged(MailMessage message, LinkClaims claims) {
    try {
      return message.tagged(MessageTags.SUBSCRIBER, links.sign(claims));
    } catch (RuntimeException noKey) {
      LOG.log(Level.WARNING, "transactional message sent without its subscriber tag", noKey);
      return message;
    }
  }
}
