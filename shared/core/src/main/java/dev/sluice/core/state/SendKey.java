package dev.sluice.core.state;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.support.Sha256;
import java.util.HexFormat;

/**
 * The compact key of a send within the state of one subscriber: 64 bits of the SHA-256 of its
 * campaign.
 *
 * <p>A send is one campaign to one subscriber. A state belongs to one subscriber, so the campaign
 * alone distinguishes its sends; with a few dozen sends in a state, the probability of a collision
 * is below 1 in 10^15.
 */
public record SendKey(long value) {

  /** Returns the key of a campaign's send. */
  public static SendKey of(CampaignId campaign) {
    return new SendKey(Sha256.first64Bits(campaign.value()));
  }

  /** Returns 16 hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(value);
  }
}
