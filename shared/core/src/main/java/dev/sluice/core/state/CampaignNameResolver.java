package dev.sluice.core.state;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.policy.TopicId;
import java.util.Map;
import java.util.Set;

/** Where it is found which campaigns the sends in a standing belong to. */
@FunctionalInterface
public interface CampaignNameResolver {

  /** Sends that can be named in one call: what DynamoDB reads in one batch. */
  int MAX_KEYS = 100;

  /**
   * Returns the names of those campaigns that are known.
   *
   * <p>Names are for people to read and decide nothing: one that cannot be had just now may be
   * missing.
   *
   * @param keys at most {@value #MAX_KEYS}
   */
  Map<SendKey, NamedCampaign> findAll(Set<SendKey> keys);

  /** What a campaign is called, and what it is about; neither ever changes. */
  record NamedCampaign(CampaignId campaign, String name, TopicId topic) {}
}
