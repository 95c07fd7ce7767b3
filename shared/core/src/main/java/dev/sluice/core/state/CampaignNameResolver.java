package dev.sluice.core.state;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.policy.TopicId;
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

  /** The name and the topic of a campaign; neither ever changes. */
  record NamedCampaign(CampaignId campaign, String name, TopicId topic) {}
}
