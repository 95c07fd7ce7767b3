package dev.sluice.preferences;

import dev.sluice.mail.link.LinkClaims;
import dev.sluice.mail.link.LinkPurpose;
import dev.sluice.mail.link.SignedLinks;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.policy.TopicStore;
import dev.sluice.scheduling.visit.StandingStore;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what a link is about, with the same work for every token: a forged one is looked up
 * like a good one, in the name of nobody, so that neither answer nor time tells them apart.
 *
 * <p>What is read has the same size, too: of subscribers, the neighbour where there is no such one,
 * and of topics always all.
 */
record LinkReader(SignedLinks links, StandingStore standings, TopicStore topics) {

  /**
   * Returns what a token is about.
   *
   * @return empty if it is forged, expired or for another purpose, or the subscriber was erased
   */
  Optional<Opened> open(LinkPurpose purpose, String token) {
    return read(purpose, token).opened();
  }

  /** Returns what a token is about, and if it is no good, what else was read. */
  Reading read(LinkPurpose purpose, String token) {
    Optional<LinkClaims> claims = links.verify(purpose, token);
    LinkClaims nobody = nobody(token);
    LinkClaims sought = claims.orElse(nobody);
    List<Topic> all = topics.list();
    SubscriberId id = new SubscriberId(sought.subscriber());
    Optional<SubscriberRecord> found = standings.readOrNeighbour(id);
    boolean good = claims.isPresent() && found.filter(it -> it.id().equals(id)).isPresent();
    TopicId claimed = new TopicId(sought.topic().or(nobody::topic).orElseThrow());
    TopicId topic = good ? claimed : all.stream().findFirst().map(Topic::id).orElse(claimed);
    return new Reading(
        found.map(it -> new Opened(it, topic, all, sought.campaign().map(CampaignId::new))), good);
  }

  /**
   * In whose name a token is looked up that does not verify; what is found is not used. Every token
   * has a place of its own, as subscribers have: so no single place gets faster by being read again
   * and again, nor slower by a flood.
   */
  private static LinkClaims nobody(String token) {
    return LinkClaims.unsubscribe(Integer.toHexString(token.hashCode()), "0", "0");
  }

  /**
   * What was read for a token.
   *
   * @param anybody whom it is about, or, if it is no good, somebody else, of whom nothing may be
   *     shown: for the same work to be done and thrown away
   * @param good whether the token is
   */
  record Reading(Optional<Opened> anybody, boolean good) {

    /** Returns whom a good token is about. */
    Optional<Opened> opened() {
      return anybody.filter(_ -> good);
    }
  }
}
