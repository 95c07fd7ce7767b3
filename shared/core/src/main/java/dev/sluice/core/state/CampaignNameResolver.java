package dev.sluice.core.state;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.policy.TopicId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The resolver of the names of the campaigns that the sends in a state belong to. */
@FunctionalInterface
public interface CampaignNameResolver {

  /** Sends that can be named in one call: what DynamoDB reads in one batch. */
  int MAX_KEYS = 100;

  /**
   * Returns the names of those campaigns that are known.
   *
   * <p>Names are for people only: a name that cannot be read at the moment may be missing.
   *
   * @param keys at most {@value #MAX_KEYS}
   */
  Map<SendKey, NamedCampaign> findAll(Set<SendKey> keys);

  /** Returns the names of all campaigns in a state: sent, deferred and dropped. */
  default Map<SendKey, NamedCampaign> findAllOf(SubscriberState state) {
    Set<SendKey> keys = new HashSet<>();
    state.history().stream().map(SendRecord::key).forEach(keys::add);
    state.drops().stream().map(DropRecord::key).forEach(keys::add);
    state.deferredSends().stream().map(DeferredSend::campaign).map(SendKey::of).forEach(keys::add);
    List<SendKey> all = List.copyOf(keys);
    Map<SendKey, NamedCampaign> named = new HashMap<>();
    for (int from = 0; from < all.size(); from += MAX_KEYS) {
      int to = Math.min(from + MAX_KEYS, all.size());
      named.putAll(findAll(Set.copyOf(all.subList(from, to))));
    }
    return named;
  }

  /** The name and the topic of a campaign; neither ever changes. */
  record NamedCampaign(CampaignId campaign, String name, TopicId topic) {}
}
