package dev.sluice.mail;

import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.mail.link.LinkClaims;
import dev.sluice.mail.link.LinkPurpose;
import dev.sluice.mail.link.LinkTokens;
import dev.sluice.mail.link.LinkUrls;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * The variables that every marketing template can use without declaring them.
 *
 * @param unsubscribe the link that unsubscribes from the topic of the message
 * @param preferences the link to the preference center
 */
record SystemVariables(URI unsubscribe, URI preferences, String postalAddress) {

  private static final String UNSUBSCRIBE_URL = "unsubscribe_url";
  private static final String PREFERENCES_URL = "preferences_url";
  private static final String POSTAL_ADDRESS = "postal_address";

  /** The names; attributes and defaults cannot replace them. */
  static final Set<String> NAMES = Set.of(UNSUBSCRIBE_URL, PREFERENCES_URL, POSTAL_ADDRESS);

  static SystemVariables create(
      LinkTokens links, LinkUrls urls, String postalAddress, Campaign campaign, SubscriberId id) {
    LinkClaims unsubscribe =
        LinkClaims.unsubscribe(id.value(), campaign.topic().value(), campaign.id().value());
    return new SystemVariables(
        urls.link(LinkPurpose.UNSUBSCRIBE, links.sign(unsubscribe)),
        urls.link(LinkPurpose.PREFERENCES, links.sign(LinkClaims.preferences(id.value()))),
        postalAddress);
  }

  Map<String, String> values() {
    return Map.of(
        UNSUBSCRIBE_URL, unsubscribe.toASCIIString(),
        PREFERENCES_URL, preferences.toASCIIString(),
        POSTAL_ADDRESS, postalAddress);
  }
}
