package dev.sluice.preferences;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.mail.link.LinkClaims;
import dev.sluice.mail.link.LinkPurpose;
import dev.sluice.mail.link.LinkTokens;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what a link is about, with the same work for every token: a forged one is looked up
 * like a good one, in the name of nobody, so that neither answer nor time tells them apart.
 *
 * <p>What is read has the same size, too: of subscribers, the neighbour where there is no such one,
 * and of topics always all.
 */
record LinkResolver(LinkTokens links, SubscriberRepository subscribers, TopicStore topics) {

  /**
   * Returns what a token is about.
   *
   * @return empty if it is forged, expired or for another purpose, or the subscriber was erased
   */
  Optional<LinkTarget> resolveTarget(LinkPurpose purpose, String token) {
    return resolve(purpose, token).target();
  }

  /** Returns what a token is about, and if it is no good, what else was read. */
  Resolution resolve(LinkPurpose purpose, String token) {
    Optional<LinkClaims> claims = links.verify(purpose, token);
    LinkClaims nobody = decoyClaims(token);
    LinkClaims sought = claims.orElse(nobody);
    List<Topic> all = topics.listTopics();
    SubscriberId id = new SubscriberId(sought.subscriber());
    Optional<SubscriberRecord> found = subscribers.findInConstantTime(id);
    boolean good = claims.isPresent() && found.filter(it -> it.id().equals(id)).isPresent();
    TopicId claimed = new TopicId(sought.topic().or(nobody::topic).orElseThrow());
    TopicId topic = good ? claimed : all.stream().findFirst().map(Topic::id).orElse(claimed);
    return new Resolution(
        found.map(it -> new LinkTarget(it, topic, all, sought.campaign().map(CampaignId::new))),
        good);
  }

  /**
   * In whose name a token is looked up that does not verify; what is found is not used. Every token
   * has a place of its own, as subscribers have: so no single place gets faster by being read again
   * and again, nor slower by a flood.
   */
  private static LinkClaims decoyClaims(String token) {
    return LinkClaims.unsubscribe(Integer.toHexString(token.hashCode()), "0", "0");
  }

  /**
   * What was read for a token.
   *
   * @param lookedUp whom it is about, or, if it is no good, somebody else, of whom nothing may be
   *     shown: for the same work to be done and thrown away
   * @param valid whether the token is
   */
  record Resolution(Optional<LinkTarget> lookedUp, boolean valid) {

    /** Returns whom a good token is about. */
    Optional<LinkTarget> target() {
      return lookedUp.filter(_ -> valid);
    }
  }
}
