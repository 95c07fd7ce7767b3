package dev.sluice.core.campaign;

import java.time.Instant;
import java.util.Optional;

/** An idempotent action of a marketer on a campaign, and its state transition. */
public enum CampaignAction {
  /** Stops sending until the campaign is resumed; deferred sends remain deferred. */
  PAUSE(CampaignState.PAUSED),
  /** Continues sending; a new pass includes the subscribers that were not reached before. */
  RESUME(CampaignState.ACTIVE),
  /** Stops sending for good; a new pass drops the deferred sends and counts who was not reached. */
  CANCEL(CampaignState.CANCELLED);

  private final CampaignState target;

  CampaignAction(CampaignState target) {
    this.target = target;
  }

  /** Returns whether a campaign is in the target state already. */
  public boolean isAlreadyApplied(TrackedCampaign tracked) {
    return tracked.state() == target;
  }

  /** Returns why the action cannot be applied to a campaign, empty if it can. */
  public Optional<String> rejectionReason(TrackedCampaign tracked) {
    return switch (tracked.state()) {
      case ACTIVE, PAUSED -> Optional.empty();
      case CANCELLED, COMPLETED ->
          isAlreadyApplied(tracked)
              ? Optional.empty()
              : Optional.of(
                  "The campaign was %s at %s.".formatted(endedState(tracked), tracked.changedAt()));
    };
  }

  /** Returns the campaign after the action, with the version that was read. */
  public TrackedCampaign apply(TrackedCampaign tracked, Instant now) {
    int pass =
        switch (this) {
          case PAUSE -> tracked.pass();
          case RESUME, CANCEL -> tracked.pass() + 1;
        };
    return new TrackedCampaign(
        tracked.campaign(), target, pass, now, tracked.version(), tracked.contentRevision());
  }

  private static String endedState(TrackedCampaign tracked) {
    return tracked.state() == CampaignState.CANCELLED ? "cancelled" : "completed";
  }
}
