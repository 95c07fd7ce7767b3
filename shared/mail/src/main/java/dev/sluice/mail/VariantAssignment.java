package dev.sluice.mail;

import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.Variant;
import dev.sluice.core.subscriber.SubscriberId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The assignment of a campaign's variants to subscribers: by weight, and stable.
 *
 * <p>The first 64 bits of {@code SHA-256(campaign ‖ 0 ‖ subscriber)}, taken as a fraction of the
 * total weight, select the variant. Nothing is stored, a retry renders the same message, and
 * campaigns are independent of each other.
 */
public final class VariantAssignment {

  private VariantAssignment() {}

  /** Returns the variant of {@code campaign} for {@code subscriber}. */
  public static Variant assign(Campaign campaign, SubscriberId subscriber) {
    int total = campaign.variants().stream().mapToInt(Variant::weight).sum();
    long drawn = Math.unsignedMultiplyHigh(hash(campaign.id() + "\0" + subscriber), total);
    for (Variant variant : campaign.variants()) {
      drawn -= variant.weight();
      if (drawn < 0) {
        return variant;
      }
    }
    throw new IllegalStateException("a draw is below the total weight");
  }

  private static long hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
