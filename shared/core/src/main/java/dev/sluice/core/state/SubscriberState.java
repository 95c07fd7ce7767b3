package dev.sluice.core.state;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.Consents;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.Instants;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The state that is kept for a subscriber: consents, recent sends, and deferred sends.
 *
 * <p>It is stored as one item with one version, and every change is conditional on the version that
 * was read: two workers cannot both spend the last slot, and no send commits after an opt-out.
 *
 * @param version how often it was written; 0 if it is not stored yet
 * @param history what was sent, oldest first
 * @param deferredSends in no order, at most one per campaign
 * @param drops sends that were dropped after they were deferred, oldest first
 * @param dueAt when a worker is to process the subscriber next, if a send is deferred to an instant
 * @param engagedAt when they last opened a message or followed a link in one, as far as it is
 *     known; it outlives the history
 */
public record SubscriberState(
    SubscriberId subscriber,
    long version,
    Consents consents,
    List<SendRecord> history,
    List<DeferredSend> deferredSends,
    List<DropRecord> drops,
    Optional<Instant> dueAt,
    Optional<Instant> engagedAt) {

  public SubscriberState {
    history = List.copyOf(history);
    deferredSends = List.copyOf(deferredSends);
    drops = List.copyOf(drops);
  }

  /** Creates the state of a subscriber who has not opened anything yet. */
  public SubscriberState(
      SubscriberId subscriber,
      long version,
      Consents consents,
      List<SendRecord> history,
      List<DeferredSend> deferredSends,
      List<DropRecord> drops,
      Optional<Instant> dueAt) {
    this(subscriber, version, consents, history, deferredSends, drops, dueAt, Optional.empty());
  }

  /** Returns the state of a subscriber for whom none is stored. */
  public static SubscriberState initial(SubscriberId subscriber) {
    return new SubscriberState(
        subscriber, 0, Consents.INITIAL, List.of(), List.of(), List.of(), Optional.empty());
  }

  /** Returns the record of a campaign's send, if it was sent. */
  public Optional<SendRecord> findSend(CampaignId campaign) {
    SendKey key = SendKey.of(campaign);
    return history.stream().filter(send -> send.key().equals(key)).findFirst();
  }

  /** Returns those of these campaigns that were sent, as far back as the history goes. */
  public List<CampaignId> sentOf(List<CampaignId> campaigns) {
    return campaigns.stream().filter(campaign -> findSend(campaign).isPresent()).toList();
  }

  /** Returns the record of a campaign's drop, if it was dropped after it was deferred. */
  public Optional<DropRecord> findDrop(CampaignId campaign) {
    SendKey key = SendKey.of(campaign);
    return drops.stream().filter(drop -> drop.key().equals(key)).findFirst();
  }

  /** Returns the campaign's deferred send, if there is one. */
  public Optional<DeferredSend> findDeferred(CampaignId campaign) {
    return deferredSends.stream().filter(wait -> wait.campaign().equals(campaign)).findFirst();
  }

  /** Returns this state with other consents. */
  public SubscriberState with(Consents changed) {
    return new SubscriberState(
        subscriber, version, changed, history, deferredSends, drops, dueAt, engagedAt);
  }

  /** Returns this state with other sends, deferred sends and drops. */
  public SubscriberState with(
      List<SendRecord> sends,
      List<DeferredSend> waits,
      List<DropRecord> dropped,
      Optional<Instant> due) {
    return new SubscriberState(
        subscriber, version, consents, sends, waits, dropped, due, engagedAt);
  }

  /**
   * Returns this state with more events of a campaign's send; equal to this one if none of them is
   * new, or if it has no such send.
   */
  public SubscriberState withEvents(CampaignId campaign, Set<SendEvent> events) {
    SendKey send = SendKey.of(campaign);
    List<SendRecord> updated =
        history.stream()
            .map(sent -> sent.key().equals(send) ? sent.withEvents(events) : sent)
            .toList();
    return with(updated, deferredSends, drops, dueAt);
  }

  /** Returns this state with the delivery of a campaign's send, if it has that send. */
  public SubscriberState withDelivery(CampaignId campaign, Instant delivered) {
    SendKey send = SendKey.of(campaign);
    List<SendRecord> updated =
        history.stream()
            .map(sent -> sent.key().equals(send) ? sent.withDelivery(delivered) : sent)
            .toList();
    return with(updated, deferredSends, drops, dueAt);
  }

  /** Returns this state with a sign of engagement; one earlier than the known one adds nothing. */
  public SubscriberState withEngagement(Instant at) {
    return new SubscriberState(
        subscriber,
        version,
        consents,
        history,
        deferredSends,
        drops,
        dueAt,
        Instants.later(engagedAt, Optional.of(at)));
  }

  /**
   * Returns how many marketing sends in a row, back from the latest, were delivered and not opened.
   *
   * <p>The latest send that was opened or clicked ends the row. It skips sends without a known
   * delivery, so that missing events do not count as silence, and sends that a machine fetched,
   * because what the person did is unknown. The row is no longer than the history.
   */
  public int consecutiveUnopened() {
    int unopened = 0;
    for (SendRecord send : history.reversed()) {
      if (send.isEngaged()) {
        return unopened;
      }
      unopened += send.isUnopened() ? 1 : 0;
    }
    return unopened;
  }

  /** Returns this state due at another instant, or at none. */
  public SubscriberState withDueAt(Optional<Instant> due) {
    return with(history, deferredSends, drops, due);
  }

  /** Returns this state as it is stored after one more write. */
  public SubscriberState withNextVersion() {
    return new SubscriberState(
        subscriber, version + 1, consents, history, deferredSends, drops, dueAt, engagedAt);
  }
}
