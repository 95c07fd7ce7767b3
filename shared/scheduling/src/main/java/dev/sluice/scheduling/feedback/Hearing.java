package dev.sluice.scheduling.feedback;

import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.Heard;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.Suppression;
import dev.sluice.scheduling.visit.SubscriberRecord;
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
 * Suppressing}. So reports that come twice or in any order lead to the same standing.
 *
 * @param before what was read
 * @param after the standing to commit, with the version that was read
 * @param news what is to be counted
 * @param cause the campaign whose message changed the consents, if one did
 */
public record Hearing(
    SubscriberRecord before, Standing after, News news, Optional<CampaignId> cause) {

  /** Returns the hearing of nothing. */
  static Hearing of(SubscriberRecord before) {
    return new Hearing(before, before.standing(), News.NONE, Optional.empty());
  }

  /** Tells whether nothing has to be written. */
  public boolean isIdle() {
    return after.equals(before.standing());
  }

  /**
   * Returns this hearing with one more report worked in.
   *
   * @param now when what waits is to be taken up, if it is no longer allowed
   */
  Hearing with(Report report, SoftBounceLimit limit, Instant now) {
    Set<Heard> news = report.event().news();
    Optional<SendRecord> sent = report.campaign().flatMap(after::sent);
    Standing heard = report.campaign().map(campaign -> after.hearing(campaign, news)).orElse(after);
    Optional<SendRecord> known = report.campaign().flatMap(heard::sent);
    boolean isNews = sent.isEmpty() || !sent.equals(known);
    Standing engaged = isEngagement(news) ? heard.engaged(report.event().at()) : heard;
    Consents consents =
        left(engaged.consents(), report.event(), isNews)
            .withSuppression(new Suppressing(before.with(engaged), limit).after(report));
    Standing changed = engaged.with(consents);
    return new Hearing(
        before,
        consents.equals(engaged.consents()) ? changed : due(changed, now),
        this.news.plus(newsOf(report.campaign(), sent, known)),
        consents.equals(engaged.consents()) ? cause : report.campaign());
  }

  /** Tells whether what waits has become due, so that a worker has to be called. */
  boolean isDueEarlier() {
    return !after.dueAt().equals(before.standing().dueAt());
  }

  /** Returns the changes of consent, as they are to be recorded. */
  public List<ConsentRecord> changes(Instant at) {
    Consents from = before.standing().consents();
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
    if (from.leftAll().isEmpty() && to.leftAll().isPresent()) {
      changes.add(new ConsentChange.AllLeft());
    }
    return changes.stream()
        .map(change -> new ConsentRecord(at, after.subscriber(), change, Means.FEEDBACK, cause))
        .toList();
  }

  /** Leaves everything; one who came back since is not made to leave by the same event again. */
  private static Consents left(Consents consents, MailEvent event, boolean isNews) {
    boolean leaves =
        event instanceof MailEvent.Subscription(Instant _, boolean leftAll)
            && leftAll
            && (isNews || consents.leftAll().isPresent());
    if (!leaves) {
      return consents;
    }
    Instant since = consents.leftAll().filter(event.at()::isAfter).orElse(event.at());
    return consents.withLeftAll(Optional.of(since));
  }

  private static boolean isEngagement(Set<Heard> news) {
    return news.contains(Heard.OPENED) || news.contains(Heard.CLICKED);
  }

  private static News newsOf(
      Optional<CampaignId> campaign, Optional<SendRecord> sent, Optional<SendRecord> known) {
    return campaign
        .flatMap(id -> sent.flatMap(was -> known.map(is -> News.of(id, was, is))))
        .orElse(News.NONE);
  }

  /** What waits is dropped by a visit, as only visits count drops: the next run takes it up. */
  private static Standing due(Standing standing, Instant now) {
    return standing.due(
        standing
            .dueAt()
            .map(due -> !standing.waiting().isEmpty() && now.isBefore(due) ? now : due));
  }
}
