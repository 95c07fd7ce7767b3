package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whose subscribers a run takes up next: those of a campaign's walk, or those who are due.
 *
 * <p>What is shared is permits, by the campaigns' priorities. A message is charged to its campaign,
 * in whosever turn it goes out, and beside that to those who are due if it goes out in theirs: so a
 * campaign that has a walk and a backlog that is due gets no more than its weight of both.
 */
final class Turns {

  private static final Party DUE = new Party.Due();

  private final FairTurns<Party> shares;

  /** Who can have a turn. */
  sealed interface Party {

    /** The subscribers who are due, for whatever campaign. */
    record Due() implements Party {}

    /** A campaign whose walk is not over. */
    record Walking(CampaignId campaign) implements Party {}
  }

  /** Deals the first turns of a run from {@code random}. */
  Turns(RandomGenerator random) {
    this.shares = new FairTurns<>(random);
  }

  /**
   * Returns whose turn is next.
   *
   * @param open the campaigns whose walk is not over, heaviest first
   * @return empty if there is nothing to do
   */
  Optional<Party> next(List<Agenda.Item> open, boolean anybodyDue) {
    List<FairTurns.Claim<Party>> claims = new ArrayList<>();
    if (anybodyDue) {
      claims.add(new FairTurns.Claim<>(DUE, Priority.NORMAL.value()));
    }
    for (Agenda.Item item : open) {
      claims.add(new FairTurns.Claim<>(new Party.Walking(item.id()), weight(item)));
    }
    return shares.next(claims);
  }

  /** Charges what a turn sent to those it was sent for. */
  void settle(Party party, Batch.Result result, Agenda agenda) {
    result
        .messages()
        .forEach((campaign, messages) -> {
          int weight = agenda.of(campaign).map(Turns::weight).orElseGet(Priority.NORMAL::value);
          shares.charge(new Party.Walking(campaign), messages, weight);
          if (party instanceof Party.Due) {
            shares.charge(party, messages, weight);
          }
        });
    shares.over(party, result.isEmpty());
  }

  private static int weight(Agenda.Item item) {
    return item.tracked().campaign().priority().value();
  }
}
