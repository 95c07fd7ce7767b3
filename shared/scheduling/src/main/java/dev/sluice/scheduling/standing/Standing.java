package dev.sluice.scheduling.standing;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
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
 * @param waiting what waits, in no order, at most one per campaign
 * @param drops what was dropped after it had waited, oldest first
 * @param dueAt when it wants to be visited next, if anything waits for an instant
 * @param engagedAt when they last opened a message or followed a link in one, as far as it was
 *     heard; it outlives the history
 */
public record Standing(
    SubscriberId subscriber,
    long version,
    Consents consents,
    List<SendRecord> history,
    List<WaitingSend> waiting,
    List<DropRecord> drops,
    Optional<Instant> dueAt,
    Optional<Instant> engagedAt) {

  public Standing {
    history = List.copyOf(history);
    waiting = List.copyOf(waiting);
    drops = List.copyOf(drops);
  }

  /** Creates the standing of a subscriber who has not opened anything yet. */
  public Standing(
      SubscriberId subscriber,
      long version,
      Consents consents,
      List<SendRecord> history,
      List<WaitingSend> waiting,
      List<DropRecord> drops,
      Optional<Instant> dueAt) {
    this(subscriber, version, consents, history, waiting, drops, dueAt, Optional.empty());
  }

  /** Returns the standing of a subscriber of whom nothing is stored. */
  public static Standing blank(SubscriberId subscriber) {
    return new Standing(
        subscriber, 0, Consents.UNSPOKEN, List.of(), List.of(), List.of(), Optional.empty());
  }

  /** Returns the record of a campaign's send, if it was sent. */
  public Optional<SendRecord> sent(CampaignId campaign) {
    SendKey key = SendKey.of(campaign);
    return history.stream().filter(send -> send.key().equals(key)).findFirst();
  }

  /** Returns the record of a campaign's drop, if it was dropped after it had waited. */
  public Optional<DropRecord> dropped(CampaignId campaign) {
    SendKey key = SendKey.of(campaign);
    return drops.stream().filter(drop -> drop.key().equals(key)).findFirst();
  }

  /** Returns the campaign's send that waits, if one does. */
  public Optional<WaitingSend> waitingFor(CampaignId campaign) {
    return waiting.stream().filter(wait -> wait.campaign().equals(campaign)).findFirst();
  }

  /** Returns this standing with other consents. */
  public Standing with(Consents changed) {
    return new Standing(subscriber, version, changed, history, waiting, drops, dueAt, engagedAt);
  }

  /** Returns this standing with other sends and waits. */
  public Standing with(
      List<SendRecord> sends,
      List<WaitingSend> waits,
      List<DropRecord> dropped,
      Optional<Instant> due) {
    return new Standing(subscriber, version, consents, sends, waits, dropped, due, engagedAt);
  }

  /**
   * Returns this standing with more heard of a campaign's send; equal to this one if none of it is
   * new, or if it has no such send.
   */
  public Standing hearing(CampaignId campaign, Set<Heard> news) {
    SendKey send = SendKey.of(campaign);
    List<SendRecord> heard =
        history.stream().map(sent -> sent.key().equals(send) ? sent.hearing(news) : sent).toList();
    return with(heard, waiting, drops, dueAt);
  }

  /** Returns this standing with a sign of engagement; an earlier one than is known adds nothing. */
  public Standing engaged(Instant at) {
    Optional<Instant> latest = engagedAt.filter(at::isBefore).or(() -> Optional.of(at));
    return new Standing(subscriber, version, consents, history, waiting, drops, dueAt, latest);
  }

  /**
   * Returns how many marketing sends in a row, back from the latest, were delivered and not opened.
   *
   * <p>The latest send that was opened or clicked ends the row. Passed over are sends of which no
   * delivery is known, so that nobody is taken for silent because events are not heard, and those
   * that a machine fetched, as nobody can tell what a person did. The row is no longer than the
   * history.
   */
  public int unopened() {
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
  public Standing due(Optional<Instant> due) {
    return with(history, waiting, drops, due);
  }

  /** Returns this standing as it is stored after one more write. */
  public Standing written() {
    return new Standing(
        subscriber, version + 1, consents, history, waiting, drops, dueAt, engagedAt);
  }
}
