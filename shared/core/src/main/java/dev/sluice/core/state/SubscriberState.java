package dev.sluice.core.state;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.Consents;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where we stand with a subscriber: consents, recent sends, and the sends that wait.
 *
 * <p>It is stored as one item with one version, and every change is conditional on the version that
 * was read: two workers cannot both spend the last slot, and no send commits after an opt-out.
 *
 * @param version how often it was written; 0 if it is not stored yet
 * @param history what was sent, oldest first
 * @param deferredSends what waits, in no order, at most one per campaign
 * @param drops what was dropped after it had waited, oldest first
 * @param dueAt when it wants to be visited next, if anything waits for an instant
 * @param engagedAt when they last opened a message or followed a link in one, as far as it was
 *     heard; it outlives the history
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

  /** Creates the standing of a subscriber who has not opened anything yet. */
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

  /** Returns the standing of a subscriber of whom nothing is stored. */
  public static SubscriberState initial(SubscriberId subscriber) {
    return new SubscriberState(
        subscriber, 0, Consents.INITIAL, List.of(), List.of(), List.of(), Optional.empty());
  }

  /** Returns the record of a campaign's send, if it was sent. */
  public Optional<SendRecord> findSend(CampaignId campaign) {
    SendKey key = SendKey.of(campaign);
    return history.stream().filter(send -> send.key().equals(key)).findFirst();
  }

  /** Returns the record of a campaign's drop, if it was dropped after it had waited. */
  public Optional<DropRecord> findDrop(CampaignId campaign) {
    SendKey key = SendKey.of(campaign);
    return drops.stream().filter(drop -> drop.key().equals(key)).findFirst();
  }

  /** Returns the campaign's send that waits, if one does. */
  public Optional<DeferredSend> findDeferred(CampaignId campaign) {
    return deferredSends.stream().filter(wait -> wait.campaign().equals(campaign)).findFirst();
  }

  /** Returns this standing with other consents. */
  public SubscriberState with(Consents changed) {
    return new SubscriberState(
        subscriber, version, changed, history, deferredSends, drops, dueAt, engagedAt);
  }

  /** Returns this standing with other sends and waits. */
  public SubscriberState with(
      List<SendRecord> sends,
      List<DeferredSend> waits,
      List<DropRecord> dropped,
      Optional<Instant> due) {
    return new SubscriberState(
        subscriber, version, consents, sends, waits, dropped, due, engagedAt);
  }

  /**
   * Returns this standing with more heard of a campaign's send; equal to this one if none of it is
   * new, or if it has no such send.
   */
  public SubscriberState withEvents(CampaignId campaign, Set<SendEvent> news) {
    SendKey send = SendKey.of(campaign);
    List<SendRecord> heard =
        history.stream()
            .map(sent -> sent.key().equals(send) ? sent.withEvents(news) : sent)
            .toList();
    return with(heard, deferredSends, drops, dueAt);
  }

  /** Returns this standing with a sign of engagement; an earlier one than is known adds nothing. */
  public SubscriberState withEngagement(Instant at) {
    Optional<Instant> latest = engagedAt.filter(at::isBefore).or(() -> Optional.of(at));
    return new SubscriberState(
        subscriber, version, consents, history, deferredSends, drops, dueAt, latest);
  }

  /**
   * Returns how many marketing sends in a row, back from the latest, were delivered and not opened.
   *
   * <p>The latest send that was opened or clicked ends the row. Passed over are sends of which no
   * delivery is known, so that nobody is taken for silent because events are not heard, and those
   * that a machine fetched, as nobody can tell what a person did. The row is no longer than the
   * history.
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

  /** Returns this standing to be visited at another instant, or at none. */
  public SubscriberState withDueAt(Optional<Instant> due) {
    return with(history, deferredSends, drops, due);
  }

  /** Returns this standing as it is stored after one more write. */
  public SubscriberState withNextVersion() {
    return new SubscriberState(
        subscriber, version + 1, consents, history, deferredSends, drops, dueAt, engagedAt);
  }
}
