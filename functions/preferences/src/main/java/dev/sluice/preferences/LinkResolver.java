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
 * Resolves a link's token to its target.
 *
 * <p>A token that is not signed, or has expired, is answered without a read of any store: a flood
 * costs what it takes to check a signature. All others are genuine, and resolve with the same work
 * whether or not the subscriber still exists, so that the time does not reveal who was erased: the
 * neighboring subscriber is read if there is no such one, and always all topics.
 */
record LinkResolver(LinkTokens links, SubscriberRepository subscribers, TopicStore topics) {

  /** The topic of a link that has none, where no topic exists. */
  private static final TopicId NO_TOPIC = new TopicId("0");

  /** Returns what a token resolves to, empty if it is forged, expired or for another purpose. */
  Optional<Resolution> resolve(LinkPurpose purpose, String token) {
    return links.verify(purpose, token).map(this::lookUp);
  }

  private Resolution lookUp(LinkClaims claims) {
    List<Topic> all = topics.listTopics();
    SubscriberId id = new SubscriberId(claims.subscriber());
    Optional<SubscriberRecord> found = subscribers.findInConstantTime(id);
    boolean valid = found.filter(it -> it.id().equals(id)).isPresent();
    Optional<TopicId> decoy = all.stream().findFirst().map(Topic::id);
    Optional<TopicId> claimed = claims.topic().map(TopicId::new);
    TopicId topic = (valid ? claimed : decoy).orElse(NO_TOPIC);
    return new Resolution(
        found.map(it -> new LinkTarget(it, topic, all, claims.campaign().map(CampaignId::new))),
        valid);
  }

  /**
   * The result of resolving a genuine token.
   *
   * @param lookedUp the target or, for one of an erased subscriber, a decoy: pages do the same work
   *     with it and discard the result
   * @param valid whether the subscriber exists
   */
  record Resolution(Optional<LinkTarget> lookedUp, boolean valid) {

    /** Returns the target of a valid link. */
    Optional<LinkTarget> target() {
      return lookedUp.filter(_ -> valid);
    }
  }
}
