package dev.sluice.core.service;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.ConsentUpdate;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
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
public final class ConsentService {

  /** Losing this often to visits of one subscriber means something else is wrong. */
  private static final int MAX_ATTEMPTS = 10;

  private final ServiceDependencies dependencies;

  /** Creates a desk. */
  public ConsentService(ServiceDependencies office) {
    this.dependencies = office;
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
    record NotFound() implements Outcome {}

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
      ConsentSource means,
      Optional<CampaignId> campaign) {
    return dependencies
        .repository()
        .find(subscriber)
        .map(seen -> change(seen, changes, means, campaign))
        .orElseGet(Outcome.NotFound::new);
  }

  /** Changes the consents of a subscriber who has been read already. */
  public Outcome change(
      SubscriberRecord seen,
      List<ConsentChange> changes,
      ConsentSource means,
      Optional<CampaignId> campaign) {
    ChangeRequest wish = new ChangeRequest(changes, means, campaign);
    Optional<SubscriberRecord> current = Optional.of(seen);
    for (int attempt = 0; attempt < MAX_ATTEMPTS && current.isPresent(); attempt++) {
      Optional<SubscriberRecord> after = tryChange(wish, current.get());
      if (after.isPresent()) {
        return new Outcome.Changed(after.get());
      }
      current = dependencies.repository().find(seen.id());
    }
    return current.isPresent() ? new Outcome.Busy() : new Outcome.NotFound();
  }

  private record ChangeRequest(
      List<ConsentChange> changes, ConsentSource source, Optional<CampaignId> campaign) {}

  /** Empty if somebody else wrote first. */
  private Optional<SubscriberRecord> tryChange(ChangeRequest wish, SubscriberRecord seen) {
    Instant now = dependencies.now();
    SubscriberState before = seen.state();
    ConsentUpdate amendment = ConsentUpdate.compute(before.consents(), wish.changes(), now);
    if (amendment.applied().isEmpty()) {
      return Optional.of(seen);
    }
    SubscriberState heard =
        UnsubscribeAttribution.attribute(
            before.with(amendment.after()), amendment, wish.campaign());
    SubscriberState changed = rescheduled(seen.withState(heard), now);
    List<ConsentRecord> records =
        amendment.toRecords(now, seen.id(), wish.source(), wish.campaign());
    if (dependencies
            .consents()
            .commit(
                changed,
                records,
                UnsubscribeAttribution.countDelta(before, changed, wish.campaign()))
        == Commit.CONFLICT) {
      return Optional.empty();
    }
    dependencies.events().publish(records.stream().map(DomainEvent::of).toList());
    if (isDueEarlier(changed, before)) {
      dependencies.shards().requestRevisit(Shard.of(seen.id()));
    }
    return Optional.of(seen.withState(changed.withNextVersion()));
  }

  /** The agenda is only read where something waits. */
  private SubscriberState rescheduled(SubscriberRecord changed, Instant now) {
    return changed.state().deferredSends().isEmpty()
        ? changed.state()
        : DeferredSendRescheduler.reschedule(changed, dependencies.activeCampaigns().load(), now);
  }

  private static boolean isDueEarlier(SubscriberState changed, SubscriberState before) {
    return changed
        .dueAt()
        .filter(due -> before.dueAt().filter(known -> !due.isBefore(known)).isEmpty())
        .isPresent();
  }
}
