package dev.sluice.core.planning;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.QuietHours;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Why a send is deferred. */
public sealed interface WaitReason {

  /**
   * A cap is used up around the instant.
   *
   * @param cap the cap's name
   * @param counted the sends that count in the window
   * @param inFavourOf the campaigns whose planned sends are among the counted ones
   */
  record CapReached(String cap, int limit, Window window, int counted, List<CampaignId> inFavourOf)
      implements WaitReason {
    public CapReached {
      inFavourOf = List.copyOf(inFavourOf);
    }
  }

  /**
   * The subscriber wants the topic less often.
   *
   * @param other the send of the topic that is too close, past or planned
   * @param inFavourOf the campaign of that send, if it is only planned
   */
  record CadenceHolds(TopicId topic, Cadence cadence, Instant other, List<CampaignId> inFavourOf)
      implements WaitReason {
    public CadenceHolds {
      inFavourOf = List.copyOf(inFavourOf);
    }
  }

  /** The subscriber's clock shows quiet hours. */
  record QuietNow(QuietHours hours, ZoneId zone) implements WaitReason {}

  /** The subscriber paused all marketing. */
  record SubscriberPaused(Instant until) implements WaitReason {}

  /** SES did not accept it; the slot was given back. */
  record SendingHeld(String cause) implements WaitReason {}

  /** Returns whether frequency, rather than the hour or the subscriber's pause, holds it. */
  default boolean isFrequency() {
    return switch (this) {
      case CapReached _, CadenceHolds _ -> true;
      case QuietNow _, SubscriberPaused _, SendingHeld _ -> false;
    };
  }
}
