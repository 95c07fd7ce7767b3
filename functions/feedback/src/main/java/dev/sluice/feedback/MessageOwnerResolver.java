package dev.sluice.feedback;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.feedback.ParsedEvent.IgnoreReason;
import dev.sluice.mail.MessageTags;
import dev.sluice.mail.link.LinkClaims;
import dev.sluice.mail.link.LinkPurpose;
import dev.sluice.mail.link.LinkTokens;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds out from an event's tags whose message it is about.
 *
 * <p>Tags travel with the message, see {@link MessageTags}. Only the sealed one names a subscriber;
 * a campaign that is wrong names a send that the subscriber's standing does not have.
 */
record MessageOwnerResolver(LinkTokens links) {

  /** Whose message it is, or why that is not known. */
  sealed interface Owner {

    /** A message to a subscriber. */
    record Known(SubscriberId subscriber, Optional<CampaignId> campaign) implements Owner {}

    /** Somebody else's. */
    record Unknown(IgnoreReason reason) implements Owner {}
  }

  /**
   * Returns whose message it is.
   *
   * @param tags the event's {@code mail.tags}: lists of values by name
   */
  Owner resolve(JsonNode tags) {
    Optional<String> kind = tagValue(tags, MessageTags.KIND);
    Optional<String> token = tagValue(tags, MessageTags.SUBSCRIBER);
    boolean transactional = kind.filter(MessageTags.TRANSACTIONAL::equals).isPresent();
    if (token.isEmpty()) {
      return new Owner.Unknown(
          transactional ? IgnoreReason.NOT_A_SUBSCRIBER : IgnoreReason.UNTAGGED);
    }
    return links
        .verify(LinkPurpose.FEEDBACK, token.get())
        .flatMap(claims -> knownOwner(claims, tagValue(tags, MessageTags.CAMPAIGN)))
        .orElseGet(() -> new Owner.Unknown(IgnoreReason.FORGED));
  }

  private static Optional<Owner> knownOwner(LinkClaims claims, Optional<String> campaign) {
    try {
      return Optional.of(
          new Owner.Known(new SubscriberId(claims.subscriber()), campaign.map(CampaignId::new)));
    } catch (InvalidInputException notOurs) {
      return Optional.empty();
    }
  }

  private static Optional<String> tagValue(JsonNode tags, String name) {
    return Optional.of(tags.path(name).path(0).asString("")).filter(value -> !value.isEmpty());
  }
}
