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
 * Resolves a link's token to its target, with the same work for every token: a forged token is
 * looked up with decoy claims, so that neither response nor time distinguishes it.
 *
 * <p>The reads have the same size, too: the neighboring subscriber if there is no such one, and
 * always all topics.
 */
record LinkResolver(LinkTokens links, SubscriberRepository subscribers, TopicStore topics) {

  /**
   * Returns the target of a token.
   *
   * @return empty if the token is forged, expired or for another purpose, or the subscriber was
   *     erased
   */
  Optional<LinkTarget> resolveTarget(LinkPurpose purpose, String token) {
    return resolve(purpose, token).target();
  }

  /** Returns the target of a token, and for an invalid token the decoy that was read instead. */
  Resolution resolve(LinkPurpose purpose, String token) {
    Optional<LinkClaims> verified = links.verify(purpose, token);
    LinkClaims decoy = decoyClaims(token);
    LinkClaims claims = verified.orElse(decoy);
    List<Topic> all = topics.listTopics();
    SubscriberId id = new SubscriberId(claims.subscriber());
    Optional<SubscriberRecord> found = subscribers.findInConstantTime(id);
    boolean valid = verified.isPresent() && found.filter(it -> it.id().equals(id)).isPresent();
    TopicId claimed = new TopicId(claims.topic().or(decoy::topic).orElseThrow());
    TopicId topic = valid ? claimed : all.stream().findFirst().map(Topic::id).orElse(claimed);
    return new Resolution(
        found.map(it -> new LinkTarget(it, topic, all, claims.campaign().map(CampaignId::new))),
        valid);
  }

  /**
   * Returns the claims with which an invalid token is looked up; the result is not used. Every
   * token has an item key of its own, as subscribers have, so that no key gets faster by repeated
   * reads or slower by a flood.
   */
  private static LinkClaims decoyClaims(String token) {
    return LinkClaims.unsubscribe(Integer.toHexString(token.hashCode()), "0", "0");
  }

  /**
   * The result of resolving a token.
   *
   * @param lookedUp the target or, for an invalid token, a decoy: pages do the same work with it
   *     and discard the result
   * @param valid whether the token is valid
   */
  record Resolution(Optional<LinkTarget> lookedUp, boolean valid) {

    /** Returns the target of a valid token. */
    Optional<LinkTarget> target() {
      return lookedUp.filter(_ -> valid);
    }
  }
}
