package dev.sluice.core.campaign;

import dev.sluice.core.support.InputRules;

/** The identifier of a campaign, of the form {@link InputRules#requireId} takes. */
public record CampaignId(String value) implements Comparable<CampaignId> {
  public CampaignId {
    InputRules.requireId("campaign", value);
  }

  @Override
  public int compareTo(CampaignId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
