package dev.sluice.core.service;

import dev.sluice.core.campaign.ActiveCampaignSource;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.ConsentUpdate;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardStore;
import dev.sluice.core.state.EventCountDelta;
import dev.sluice.core.state.SendEvent;
import dev.sluice.core.state.StateUpdate;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.ConcurrentUpdateException;
import dev.sluice.core.support.Instants;
import dev.sluice.core.support.OptimisticLock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Changes what a subscriber allows, in one conditional write of their state.
 *
 * <p>The write is a fence: every worker that read the state before loses its own write, and every
 * worker that reads it later decides by the new consents. The records of the changes and the new
 * instants of deferred sends are part of the write. Nothing is sent or dropped here, because only
 * workers count sends and drops: what is to be sent or dropped makes the state due at once, and its
 * shard is marked, so that the next dispatch starts a worker for it.
 */
public final class ConsentService {

  private final InstantSource clock;
  private final SubscriberRepository repository;
  private final ActiveCampaignSource activeCampaigns;
  private final ShardStore shards;
  private final DomainEventPublisher events;

  /** Creates a service over these stores. */
  public ConsentService(
      InstantSource clock,
      SubscriberRepository repository,
      ActiveCampaignSource activeCampaigns,
      ShardStore shards,
      DomainEventPublisher events) {
    this.clock = clock;
    this.repository = repository;
    this.activeCampaigns = activeCampaigns;
    this.shards = shards;
    this.events = events;
  }

  /**
   * Changes a subscriber's consents.
   *
   * @param changes in the order in which they take effect; a change without an effect is no error
   *     and leaves no record
   * @param campaign the campaign whose message led to it, if one did
   * @return the subscriber as stored, unchanged if no change has an effect; empty if there is no
   *     such subscriber
   * @throws ConcurrentUpdateException if other writers come first each time; nothing was changed
   */
  public Optional<SubscriberRecord> change(
      SubscriberId subscriber,
      List<ConsentChange> changes,
      ConsentSource source,
      Optional<CampaignId> campaign) {
    return repository.find(subscriber).flatMap(seen -> change(seen, changes, source, campaign));
  }

  /** Changes the consents of a subscriber whose record was read already, in the same way. */
  public Optional<SubscriberRecord> change(
      SubscriberRecord seen,
      List<ConsentChange> changes,
      ConsentSource source,
      Optional<CampaignId> campaign) {
    ChangeRequest request = new ChangeRequest(changes, source, campaign);
    return OptimisticLock.update(
        "a subscriber's state",
        Optional.of(seen),
        () -> repository.find(seen.id()),
        current ->
            current.isEmpty()
                ? Optional.of(current)
                : tryChange(request, current.get()).map(Optional::of));
  }

  private record ChangeRequest(
      List<ConsentChange> changes, ConsentSource source, Optional<CampaignId> campaign) {}

  /** Returns the stored record, empty if another writer came first. */
  private Optional<SubscriberRecord> tryChange(ChangeRequest request, SubscriberRecord seen) {
    Instant now = Instants.nowInMillis(clock);
    SubscriberState before = seen.state();
    ConsentUpdate update = ConsentUpdate.compute(before.consents(), request.changes(), now);
    if (update.applied().isEmpty()) {
      return Optional.of(seen);
    }
    SubscriberState attributed =
        withUnsubscribeEvent(before.with(update.after()), update, request.campaign());
    SubscriberState changed = rescheduled(seen.withState(attributed), now);
    List<ConsentRecord> records =
        update.toRecords(now, seen.id(), request.source(), request.campaign());
    EventCountDelta counts =
        EventCountDelta.between(request.campaign(), seen.subscriber().address(), before, changed);
    if (repository.commit(new StateUpdate(changed, records, counts, Optional.empty()))
        == Commit.CONFLICT) {
      return Optional.empty();
    }
    events.publish(records.stream().map(DomainEvent::of).toList());
    if (isDueEarlier(changed, before)) {
      shards.requestRevisit(Shard.of(seen.id()));
    }
    return Optional.of(seen.withState(changed.withNextVersion()));
  }

  /** Returns the state with the unsubscribe noted on the campaign's send, which it counts. */
  static SubscriberState withUnsubscribeEvent(
      SubscriberState state, ConsentUpdate update, Optional<CampaignId> campaign) {
    boolean isUnsubscribe = update.applied().stream().anyMatch(ConsentService::isUnsubscribe);
    return campaign
        .filter(_ -> isUnsubscribe)
        .map(id -> state.withEvents(id, Set.of(SendEvent.UNSUBSCRIBED)))
        .orElse(state);
  }

  private static boolean isUnsubscribe(ConsentChange change) {
    return switch (change) {
      case ConsentChange.UnsubscribedFromAll _ -> true;
      case ConsentChange.TopicChosen(var _, var choice) ->
          choice.subscription() == Subscription.UNSUBSCRIBED;
      case ConsentChange.Resubscribed _,
          ConsentChange.Paused _,
          ConsentChange.Resumed _,
          ConsentChange.Suppressed _,
          ConsentChange.Unsuppressed _,
          ConsentChange.Erased _,
          ConsentChange.ErasureLifted _ ->
          false;
    };
  }

  /** Plans deferred sends again; without any, the active campaigns are not read. */
  private SubscriberState rescheduled(SubscriberRecord changed, Instant now) {
    return changed.state().deferredSends().isEmpty()
        ? changed.state()
        : DeferredSendPlan.create(changed, activeCampaigns.load(), now)
            .reschedule(changed.state(), now);
  }

  private static boolean isDueEarlier(SubscriberState changed, SubscriberState before) {
    return changed
        .dueAt()
        .filter(due -> before.dueAt().filter(known -> !due.isBefore(known)).isEmpty())
        .isPresent();
  }
}
