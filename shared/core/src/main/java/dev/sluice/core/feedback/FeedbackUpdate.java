package dev.sluice.core.feedback;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.Consents;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.state.EventCountDelta;
import dev.sluice.core.state.SendEvent;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A standing into which reports have been worked, and what is to be stored with it.
 *
 * <p>Everything in it is a least upper bound: what was heard of a send is a set that grows, the
 * last sign of engagement a latest instant, and what suppresses the address is worked out by {@link
 * SuppressionResolver}. So reports that come twice or in any order lead to the same standing.
 *
 * @param before what was read
 * @param after the standing to commit, with the version that was read
 * @param delta what is to be counted
 * @param cause the campaign whose message changed the consents, if one did
 */
public record FeedbackUpdate(
    SubscriberRecord before,
    SubscriberState after,
    EventCountDelta delta,
    Optional<CampaignId> cause) {

  /** Returns the hearing of nothing. */
  static FeedbackUpdate unchanged(SubscriberRecord before) {
    return new FeedbackUpdate(before, before.state(), EventCountDelta.NONE, Optional.empty());
  }

  /** Tells whether nothing has to be written. */
  public boolean isNoOp() {
    return after.equals(before.state());
  }

  /**
   * Returns this hearing with one more report worked in.
   *
   * @param now when what waits is to be taken up, if it is no longer allowed
   */
  FeedbackUpdate applying(SubscriberMailEvent report, SoftBounceLimit limit, Instant now) {
    Set<SendEvent> news = report.event().sendEvents();
    Optional<SendRecord> sent = report.campaign().flatMap(after::findSend);
    SubscriberState heard =
        report.campaign().map(campaign -> after.withEvents(campaign, news)).orElse(after);
    Optional<SendRecord> known = report.campaign().flatMap(heard::findSend);
    boolean isNews = sent.isEmpty() || !sent.equals(known);
    SubscriberState engaged =
        isEngagement(news) ? heard.withEngagement(report.event().at()) : heard;
    Consents consents =
        withUnsubscribe(engaged.consents(), report.event(), isNews)
            .withSuppression(
                new SuppressionResolver(before.withState(engaged), limit).resolve(report));
    SubscriberState changed = engaged.with(consents);
    return new FeedbackUpdate(
        before,
        consents.equals(engaged.consents()) ? changed : dueNowIfDeferred(changed, now),
        this.delta.plus(deltaOf(report.campaign(), sent, known)),
        consents.equals(engaged.consents()) ? cause : report.campaign());
  }

  /** Tells whether what waits has become due, so that a worker has to be called. */
  boolean isDueEarlier() {
    return !after.dueAt().equals(before.state().dueAt());
  }

  /** Returns the changes of consent, as they are to be recorded. */
  public List<ConsentRecord> consentRecords(Instant at) {
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

  /** Leaves everything; one who came back since is not made to leave by the same event again. */
  private static Consents withUnsubscribe(Consents consents, MailEvent event, boolean isNews) {
    boolean leaves =
        event instanceof MailEvent.Subscription(Instant _, boolean leftAll)
            && leftAll
            && (isNews || consents.unsubscribedAt().isPresent());
    if (!leaves) {
      return consents;
    }
    Instant since = consents.unsubscribedAt().filter(event.at()::isAfter).orElse(event.at());
    return consents.withUnsubscribedAt(Optional.of(since));
  }

  private static boolean isEngagement(Set<SendEvent> news) {
    return news.contains(SendEvent.OPENED) || news.contains(SendEvent.CLICKED);
  }

  private static EventCountDelta deltaOf(
      Optional<CampaignId> campaign, Optional<SendRecord> sent, Optional<SendRecord> known) {
    return campaign
        .flatMap(id -> sent.flatMap(was -> known.map(is -> EventCountDelta.between(id, was, is))))
        .orElse(EventCountDelta.NONE);
  }

  /** What waits is dropped by a visit, as only visits count drops: the next run takes it up. */
  private static SubscriberState dueNowIfDeferred(SubscriberState standing, Instant now) {
    return standing.withDueAt(
        standing
            .dueAt()
            .map(due -> !standing.deferredSends().isEmpty() && now.isBefore(due) ? now : due));
  }
}
