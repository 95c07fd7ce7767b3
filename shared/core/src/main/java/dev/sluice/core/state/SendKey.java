package dev.sluice.core.state;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.support.Sha256;
import java.util.HexFormat;

/**
 * The compact name of a send inside one standing: 64 bits of the SHA-256 of its campaign.
 *
 * <p>A send is one campaign to one subscriber. A standing belongs to one subscriber, so the
 * campaign alone tells its sends apart; with a few dozen in a standing a collision has odds below 1
 * in 10^15.
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
