package dev.sluice.api;

import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.TrackedCampaign;
import java.time.Instant;
import java.util.Optional;

/** What marketers do to a campaign after it was announced; doing it again is harmless. */
enum CampaignAction {
  /** Nothing more is sent until it is resumed; what waits keeps waiting. */
  PAUSE(CampaignState.PAUSED),
  /** It is sent again; a new walk takes up whoever was not reached before. */
  RESUME(CampaignState.ACTIVE),
  /** Nothing is ever sent again; a new walk drops what waits. */
  CANCEL(CampaignState.CANCELLED);

  private final CampaignState target;

  CampaignAction(CampaignState target) {
    this.target = target;
  }

  /** Returns the state it leads to. */
  CampaignState target() {
    return target;
  }

  /** Tells whether a campaign is there already. */
  boolean isAlreadyApplied(TrackedCampaign tracked) {
    return tracked.state() == target;
  }

  /** Returns why a campaign cannot go there, empty if it can. */
  Optional<String> rejectionReason(TrackedCampaign tracked) {
    return switch (tracked.state()) {
      case ACTIVE, PAUSED -> Optional.empty();
      case CANCELLED, COMPLETED ->
          isAlreadyApplied(tracked)
              ? Optional.empty()
              : Optional.of(
                  "it has ended: it was %s at %s"
                      .formatted(endedState(tracked), tracked.changedAt()));
    };
  }

  /** Returns the campaign after it, with the version that was read. */
  TrackedCampaign apply(TrackedCampaign tracked, Instant now) {
    int pass =
        switch (this) {
          case PAUSE -> tracked.pass();
          case RESUME, CANCEL -> tracked.pass() + 1;
        };
    return new TrackedCampaign(tracked.campaign(), target, pass, now, tracked.version());
  }

  private static String endedState(TrackedCampaign tracked) {
    return tracked.state() == CampaignState.CANCELLED ? "cancelled" : "completed";
  }
}
