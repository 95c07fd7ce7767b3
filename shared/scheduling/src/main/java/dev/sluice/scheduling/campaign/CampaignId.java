package dev.sluice.scheduling.campaign;

import dev.sluice.scheduling.Texts;

/** The identifier of a campaign, of the form {@link Texts#id} takes. */
public record CampaignId(String value) implements Comparable<CampaignId> {
  public CampaignId {
    Texts.id("campaign", value);
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
