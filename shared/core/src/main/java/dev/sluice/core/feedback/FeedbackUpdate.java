package dev.sluice.core.feedback;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.Consents;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.state.EventCountDelta;
import dev.sluice.core.state.SendEvent;
import dev.sluice.core.state.StateUpdate;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.support.Instants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A subscriber's state with mail events applied, and what is stored with it.
 *
 * <p>Everything in it is a least upper bound: the events of a send are a set that grows, the last
 * sign of engagement is a latest instant, and {@link SuppressionResolver} derives the suppression.
 * So events that arrive twice or in any order lead to the same state.
 *
 * @param before the record that was read
 * @param after the state to commit, with the version that was read
 * @param delta what is to be counted
 * @param cause the campaign whose message changed the consents, if one did
 */
record FeedbackUpdate(
    SubscriberRecord before,
    SubscriberState after,
    EventCountDelta delta,
    Optional<CampaignId> cause) {

  /** Returns the update without any event. */
  static FeedbackUpdate unchanged(SubscriberRecord before) {
    return new FeedbackUpdate(before, before.state(), EventCountDelta.NONE, Optional.empty());
  }

  /** Returns whether nothing has to be written. */
  boolean isNoOp() {
    return after.equals(before.state());
  }

  /**
   * Returns this update with one more event applied.
   *
   * @param now when deferred sends become due, if they are no longer allowed
   */
  FeedbackUpdate applying(SubscriberMailEvent event, SoftBounceLimit limit, Instant now) {
    Optional<CampaignId> campaign = event.campaign();
    Set<SendEvent> events =
        EarlyFetches.judge(event, campaign.flatMap(after::findSend)).event().sendEvents();
    SubscriberState withEvents =
        campaign
            .map(id -> withDelivery(after.withEvents(id, events), id, event.event()))
            .orElse(after);
    boolean isNew = campaign.flatMap(after::findSend).isEmpty() || !withEvents.equals(after);
    SubscriberState engaged =
        isEngagement(events) ? withEvents.withEngagement(event.event().at()) : withEvents;
    Consents consents =
        withUnsubscribe(engaged.consents(), event.event(), isNew)
            .withSuppression(
                new SuppressionResolver(before.withState(engaged), limit).resolve(event));
    boolean sameConsents = consents.equals(engaged.consents());
    boolean samePlan = sameConsents && !isNewEngagement(events, engaged);
    SubscriberState changed = engaged.with(consents);
    return new FeedbackUpdate(
        before,
        samePlan ? changed : dueNowIfDeferred(changed, now),
        delta.plus(
            EventCountDelta.between(campaign, before.subscriber().address(), after, withEvents)),
        sameConsents ? cause : campaign);
  }

  /** Returns whether deferred sends have become due, so that a worker has to be started. */
  boolean isDueEarlier() {
    return !after.dueAt().equals(before.state().dueAt());
  }

  /** Returns what has to be written, with the records of changed consents. */
  StateUpdate toWrite(Instant at) {
    return new StateUpdate(after, consentRecords(at), delta, Optional.empty());
  }

  private List<ConsentRecord> consentRecords(Instant at) {
    Consents from = before.state().consents();
    Consents to = after.consents();
    List<ConsentChange> changes = new ArrayList<>();
    if (!from.suppression()
        .map(Suppression::cause)
        .equals(to.suppression().map(Suppression::cause))) {
      changes.add(
          to.suppression()
              .<ConsentChange>map(held -> new ConsentChange.Suppressed(held.cause()))
              .orElseGet(ConsentChange.Unsuppressed::new));
    }
    if (from.unsubscribedAt().isEmpty() && to.unsubscribedAt().isPresent()) {
      changes.add(new ConsentChange.UnsubscribedFromAll());
    }
    return changes.stream()
        .map(change ->
            new ConsentRecord(at, after.subscriber(), change, ConsentSource.FEEDBACK, cause))
        .toList();
  }

  /**
   * Unsubscribes from everything. The same event, delivered again, does not unsubscribe a
   * subscriber who has come back since.
   */
  private static Consents withUnsubscribe(Consents consents, MailEvent event, boolean isNew) {
    boolean unsubscribes =
        event instanceof MailEvent.Subscription(Instant _, boolean fromAll)
            && fromAll
            && (isNew || consents.unsubscribedAt().isPresent());
    return unsubscribes
        ? consents.withUnsubscribedAt(
            Instants.earlier(consents.unsubscribedAt(), Optional.of(event.at())))
        : consents;
  }

  private static SubscriberState withDelivery(
      SubscriberState state, CampaignId campaign, MailEvent event) {
    return event instanceof MailEvent.Delivery(Instant at)
        ? state.withDelivery(campaign, at)
        : state;
  }

  private static boolean isEngagement(Set<SendEvent> events) {
    return events.contains(SendEvent.OPENED) || events.contains(SendEvent.CLICKED);
  }

  /** Caps and segments can follow what was opened last, and how much was not opened since. */
  private boolean isNewEngagement(Set<SendEvent> events, SubscriberState engaged) {
    return isEngagement(events) && !engaged.equals(after);
  }

  /**
   * Makes deferred sends due: only a worker drops and counts them, or sends them earlier, and its
   * next run does.
   */
  private static SubscriberState dueNowIfDeferred(SubscriberState state, Instant now) {
    return state.deferredSends().isEmpty()
        ? state
        : state.withDueAt(state.dueAt().map(due -> Instants.earlier(due, now)));
  }
}
