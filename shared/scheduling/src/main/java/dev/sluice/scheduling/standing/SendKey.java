package dev.sluice.scheduling.standing;

import dev.sluice.scheduling.campaign.CampaignId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(campaign.value().getBytes(StandardCharsets.UTF_8));
      return new SendKey(ByteBuffer.wrap(digest).getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns 16 hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(value);
  }
}
