package dev.sluice.scheduling.desk;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.consent.Amendment;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.event.DomainEvent;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.StandingStore.Commit;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Changes what a subscriber allows, in one conditional write of the standing.
 *
 * <p>The write is the fence: every visit that read the standing before loses its own write, and
 * every one that reads it after decides by the new consents. The records of the changes are part of
 * it, and so are the new instants of what waits. Nothing is sent or dropped here, as only visits
 * count: what is to be either makes the standing due at once, and its shard is nudged, so that the
 * next tick calls a worker to it.
 */
public final class ConsentDesk {

  /** Losing this often to visits of one subscriber means something else is wrong. */
  private static final int MAX_ATTEMPTS = 10;

  private final Office office;

  /** Creates a desk. */
  public ConsentDesk(Office office) {
    this.office = office;
  }

  /** What became of the wish to change consents. */
  public sealed interface Outcome {

    /**
     * They are as wished.
     *
     * @param after the subscriber as stored; unchanged if nothing had to be
     */
    record Changed(SubscriberRecord after) implements Outcome {}

    /** There is no such subscriber, or no longer. */
    record Unknown() implements Outcome {}

    /** Others wrote first each time: nothing was changed, and it may be tried again at once. */
    record Busy() implements Outcome {}
  }

  /**
   * Changes a subscriber's consents.
   *
   * @param changes in the order in which they take effect; those that change nothing are no
   *     mistake, and leave no record
   * @param campaign the campaign whose message led to it, if one did
   */
  public Outcome change(
      SubscriberId subscriber,
      List<ConsentChange> changes,
      Means means,
      Optional<CampaignId> campaign) {
    return office
        .standings()
        .read(subscriber)
        .map(seen -> change(seen, changes, means, campaign))
        .orElseGet(Outcome.Unknown::new);
  }

  /** Changes the consents of a subscriber who has been read already. */
  public Outcome change(
      SubscriberRecord seen,
      List<ConsentChange> changes,
      Means means,
      Optional<CampaignId> campaign) {
    Wish wish = new Wish(changes, means, campaign);
    Optional<SubscriberRecord> current = Optional.of(seen);
    for (int attempt = 0; attempt < MAX_ATTEMPTS && current.isPresent(); attempt++) {
      Optional<SubscriberRecord> after = fulfil(wish, current.get());
      if (after.isPresent()) {
        return new Outcome.Changed(after.get());
      }
      current = office.standings().read(seen.id());
    }
    return current.isPresent() ? new Outcome.Busy() : new Outcome.Unknown();
  }

  private record Wish(List<ConsentChange> changes, Means means, Optional<CampaignId> campaign) {}

  /** Empty if somebody else wrote first. */
  private Optional<SubscriberRecord> fulfil(Wish wish, SubscriberRecord seen) {
    Instant now = office.now();
    Standing before = seen.standing();
    Amendment amendment = Amendment.of(before.consents(), wish.changes(), now);
    if (amendment.made().isEmpty()) {
      return Optional.of(seen);
    }
    Standing heard = Leaving.heard(before.with(amendment.after()), amendment, wish.campaign());
    Standing changed = rescheduled(seen.with(heard), now);
    List<ConsentRecord> records = amendment.records(now, seen.id(), wish.means(), wish.campaign());
    if (office.consents().commit(changed, records, Leaving.news(before, changed, wish.campaign()))
        == Commit.LOST) {
      return Optional.empty();
    }
    office.events().publish(records.stream().map(DomainEvent::of).toList());
    if (isDueEarlier(changed, before)) {
      office.shards().nudge(Shard.of(seen.id()));
    }
    return Optional.of(seen.with(changed.written()));
  }

  /** The agenda is only read where something waits. */
  private Standing rescheduled(SubscriberRecord changed, Instant now) {
    return changed.standing().waiting().isEmpty()
        ? changed.standing()
        : Rescheduling.of(changed, office.board().read(), now);
  }

  private static boolean isDueEarlier(Standing changed, Standing before) {
    return changed
        .dueAt()
        .filter(due -> before.dueAt().filter(known -> !due.isBefore(known)).isEmpty())
        .isPresent();
  }
}
