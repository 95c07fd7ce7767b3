package dev.sluice.scheduling.desk;

import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.consent.Amendment;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.feedback.News;
import dev.sluice.scheduling.standing.Heard;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import java.util.Optional;
import java.util.Set;

/** Tells of a send that its recipient left by its link, which its campaign counts. */
final class Leaving {

  private Leaving() {}

  /** Returns the standing with that heard of the campaign's send, if the amendment is a leave. */
  static Standing heard(Standing standing, Amendment amendment, Optional<CampaignId> campaign) {
    boolean leaves = amendment.made().stream().anyMatch(Leaving::leaves);
    return campaign
        .filter(_ -> leaves)
        .map(id -> standing.hearing(id, Set.of(Heard.UNSUBSCRIBED)))
        .orElse(standing);
  }

  /** Returns what is new of the campaign's send. */
  static News news(Standing before, Standing after, Optional<CampaignId> campaign) {
    return campaign
        .flatMap(
            id -> before.sent(id).flatMap(was -> after.sent(id).map(is -> News.of(id, was, is))))
        .orElse(News.NONE);
  }

  private static boolean leaves(ConsentChange change) {
    return switch (change) {
      case ConsentChange.AllLeft _ -> true;
      case ConsentChange.TopicChosen(var _, var choice) ->
          choice.subscription() == Subscription.UNSUBSCRIBED;
      case ConsentChange.Returned _,
          ConsentChange.Paused _,
          ConsentChange.Resumed _,
          ConsentChange.Suppressed _,
          ConsentChange.Unsuppressed _,
          ConsentChange.Erased _,
          ConsentChange.ErasureLifted _ ->
          false;
    };
  }
}
