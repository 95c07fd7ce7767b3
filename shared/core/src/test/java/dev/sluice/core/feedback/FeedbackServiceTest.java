package dev.sluice.core.feedback;

import static dev.sluice.core.feedback.FeedbackFixture.ANNA;
import static dev.sluice.core.feedback.FeedbackFixture.NOW;
import static dev.sluice.core.feedback.FeedbackFixture.after;
import static dev.sluice.core.feedback.FeedbackFixture.bounce;
import static dev.sluice.core.feedback.FeedbackFixture.campaign;
import static dev.sluice.core.feedback.FeedbackFixture.complaint;
import static dev.sluice.core.feedback.FeedbackFixture.mailEvent;
import static dev.sluice.core.feedback.FeedbackFixture.open;
import static dev.sluice.core.feedback.FeedbackFixture.send;
import static dev.sluice.core.feedback.FeedbackFixture.softBounce;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.Suppression.Cause;
import dev.sluice.core.contract.Samples;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.feedback.MailEvent.Actor;
import dev.sluice.core.feedback.MailEvent.BounceType;
import dev.sluice.core.feedback.MailEvent.ComplaintType;
import dev.sluice.core.state.SendEvent;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Feedback")
class FeedbackServiceTest {

  private final FeedbackFixture mailbag = new FeedbackFixture().withSends(8);

  @Test
  @DisplayName("of a delivery is remembered and counted, and writes nothing when it comes again")
  void delivery() {
    assertThat(mailbag.process(FeedbackFixture.delivery(0), 0).changed()).isEqualTo(1);
    long version = mailbag.state().version();
    assertThat(mailbag.process(FeedbackFixture.delivery(0), 0))
        .isEqualTo(new FeedbackService.Outcome(0, 1, Set.of()));
    assertThat(mailbag.state().version()).isEqualTo(version);
    assertThat(mailbag.subscribers.countsOf(campaign(0)))
        .isEqualTo(Map.of(SendEvent.DELIVERED, 1L));
    assertThat(mailbag.published).isEmpty();
  }

  @Test
  @DisplayName("that SES took a send is news only where its answer was lost")
  void confirmsSendOnlyIfAnswerWasLost() {
    MailEvent taken = new MailEvent.Send(after(0, 0));
    assertThat(mailbag.process(taken, 0).changed()).isZero();
    mailbag.withUnconfirmed(0);
    assertThat(mailbag.sendRecord(0).isConfirmed()).isFalse();
    assertThat(mailbag.process(taken, 0).changed()).isEqualTo(1);
    assertThat(mailbag.sendRecord(0).isConfirmed()).isTrue();
    assertThat(mailbag.subscribers.countsOf(campaign(0))).isEqualTo(Map.of(SendEvent.TAKEN, 1L));
  }

  @Test
  @DisplayName("of a permanent bounce or a complaint suppresses at once, is recorded and published")
  void suppressesAfterBounceOrComplaint() {
    mailbag.process(bounce(0), 0);
    assertThat(suppression()).contains(of(Cause.BOUNCE, after(0, 2)));
    mailbag.process(complaint(1), 1);
    assertThat(suppression()).contains(of(Cause.COMPLAINT, after(1, 60)));
    assertThat(mailbag.consentRecords())
        .containsExactly(record(Cause.BOUNCE, 0), record(Cause.COMPLAINT, 1));
    assertThat(mailbag.published)
        .containsExactly(
            new DomainEvent.Suppressed(NOW, ANNA, Cause.BOUNCE),
            new DomainEvent.Suppressed(NOW, ANNA, Cause.COMPLAINT));
  }

  @Test
  @DisplayName("that SES did not try suppresses, and counts neither as bounced nor as complained")
  void suppressesWithoutCountingUntriedSend() {
    mailbag.process(new MailEvent.Bounce(after(0, 1), BounceType.ON_SUPPRESSION_LIST), 0);
    assertThat(suppression().map(Suppression::cause)).contains(Cause.BOUNCE);
    mailbag.process(new MailEvent.Complaint(after(1, 1), ComplaintType.ON_SUPPRESSION_LIST), 1);
    assertThat(suppression().map(Suppression::cause)).contains(Cause.COMPLAINT);
    assertThat(mailbag.subscribers.countsOf(campaign(0))).isEqualTo(Map.of(SendEvent.UNTRIED, 1L));
    assertThat(mailbag.subscribers.daysSince(java.time.LocalDate.EPOCH))
        .allSatisfy(day -> assertThat(day.volume() + day.complained()).isZero());
  }

  @Test
  @DisplayName("that a message is no spam after all suppresses nobody")
  void doesNotSuppressAfterNotSpamReport() {
    mailbag.process(new MailEvent.Complaint(after(0, 1), ComplaintType.NOT_SPAM), 0);
    assertThat(suppression()).isEmpty();
  }

  @Test
  @DisplayName("of mail sent before an address was freed suppresses it no more, that after it does")
  void ignoresEventsOfMailSentBeforeClearance() {
    mailbag.process(bounce(0), 0);
    mailbag.clearSuppression(after(4, 1), false);
    assertThat(suppression()).isEmpty();
    mailbag.process(bounce(0), 0); // the same again
    mailbag.process(bounce(4), 4); // late
    mailbag.process(List.of(transactional(bounce(3), 3))); // of which no history tells
    assertThat(suppression()).isEmpty();
    mailbag.process(bounce(5), 5);
    assertThat(suppression()).contains(of(Cause.BOUNCE, after(5, 2)));
  }

  @Test
  @DisplayName("of a complaint that nobody knew of suppresses an address that was freed of bounces")
  void suppressesAfterComplaintDespiteBounceClearance() {
    mailbag.process(bounce(0), 0);
    mailbag.clearSuppression(after(4, 1), false);
    mailbag.process(complaint(1), 1);
    assertThat(suppression().map(Suppression::cause)).contains(Cause.COMPLAINT);
    assertThat(mailbag.clearSuppression(after(4, 2), false)).as("freed without the word").isFalse();
    assertThat(mailbag.clearSuppression(after(4, 3), true))
        .as("freed despite the complaint")
        .isTrue();
    mailbag.process(complaint(2), 2);
    assertThat(suppression()).isEmpty();
    mailbag.process(complaint(5), 5);
    assertThat(suppression().map(Suppression::cause)).contains(Cause.COMPLAINT);
  }

  @Test
  @DisplayName("of soft bounces begins to count anew when an address is freed")
  void restartsSoftBounceCountAfterClearance() {
    for (int send = 0; send < 5; send++) {
      mailbag.process(softBounce(send), send);
    }
    mailbag.clearSuppression(after(4, 1000), false);
    mailbag.process(softBounce(5), 5);
    assertThat(suppression()).as("the sixth in a row, the first since").isEmpty();
    mailbag.withSends(8, 12);
    for (int send = 6; send < 10; send++) {
      mailbag.process(softBounce(send), send);
    }
    assertThat(suppression()).contains(of(Cause.REPEATED_BOUNCES, send(9).at()));
  }

  @Test
  @DisplayName("of a transactional message suppresses marketing too, and counts for no campaign")
  void transactional() {
    mailbag.process(List.of(transactional(bounce(0), 0)));
    assertThat(suppression().map(Suppression::cause)).contains(Cause.BOUNCE);
    assertThat(mailbag.consentRecords().getFirst().campaign()).isEmpty();
  }

  @Test
  @DisplayName("lets what waits be taken up at once when it is no longer allowed")
  void makesDeferredSendsDueImmediately() {
    mailbag.commit(Samples.withDeferredSend(mailbag.state(), "later", NOW.plusSeconds(3600)));
    mailbag.process(complaint(0), 0);
    assertThat(mailbag.state().dueAt()).contains(NOW);
    assertThat(mailbag.state().deferredSends()).hasSize(1);
    assertThat(mailbag.shards.statuses()).as("nudged").hasSize(1);
  }

  @Test
  @DisplayName("of soft bounces gives an address up after five in a row over a week")
  void suppressesAfterConsecutiveSoftBounces() {
    for (int send = 0; send < 4; send++) {
      mailbag.process(softBounce(send), send);
      mailbag.process(softBounce(send), send);
    }
    assertThat(suppression()).as("four, each heard twice").isEmpty();
    mailbag.process(softBounce(4), 4);
    assertThat(suppression()).contains(of(Cause.REPEATED_BOUNCES, send(4).at()));
  }

  @Test
  @DisplayName("of a delivery between soft bounces keeps an address, even when it is heard of late")
  void keepsAddressWithDeliveryBetweenSoftBounces() {
    for (int send = 0; send < 5; send++) {
      mailbag.process(softBounce(send), send);
    }
    mailbag.process(FeedbackFixture.delivery(3), 3);
    assertThat(suppression()).isEmpty();
    assertThat(mailbag.consentRecords().getLast().change())
        .isEqualTo(new ConsentChange.Unsuppressed());
  }

  @Test
  @DisplayName("of soft bounces within fewer days than the limit says gives nobody up")
  void keepsAddressAfterSoftBouncesWithinShortPeriod() {
    SoftBounceLimit limit = SoftBounceLimit.DEFAULT;
    List<SendRecord> oneDay =
        java.util.stream.IntStream.range(0, 9)
            .mapToObj(i -> Samples.sent("c" + i, NOW.plusSeconds(3600L * i)))
            .map(sent -> sent.withEvents(Set.of(SendEvent.SOFT_BOUNCED)))
            .toList();
    assertThat(limit.reachedBy(oneDay)).isEmpty();
  }

  @Test
  @DisplayName(
      "of a person's open or click updates engagement, of a machine's or of our own link's not")
  void recordsEngagementOfPersonsOnly() {
    mailbag.process(new MailEvent.Open(after(0, 5), Actor.MACHINE), 0);
    mailbag.process(new MailEvent.Click(after(0, 6), Actor.PERSON, 1, true), 0);
    mailbag.process(new MailEvent.Click(after(0, 7), Actor.MACHINE, 2, false), 0);
    assertThat(mailbag.state().engagedAt()).isEmpty();
    assertThat(mailbag.sendRecord(0).events())
        .containsExactly(SendEvent.DELIVERED, SendEvent.PREFETCHED);
    mailbag.process(open(0), 0);
    mailbag.process(new MailEvent.Click(after(0, 29), Actor.PERSON, 2, false), 0);
    assertThat(mailbag.state().engagedAt()).contains(after(0, 30));
    assertThat(mailbag.subscribers.countsOf(campaign(0)))
        .containsEntry(SendEvent.OPENED, 1L)
        .containsEntry(SendEvent.CLICKED, 1L);
  }

  @Test
  @DisplayName("that a subscriber left everything at SES is kept, but not repeated after a return")
  void recordsUnsubscribeAtSesOnce() {
    MailEvent left = new MailEvent.Subscription(after(0, 9), true);
    mailbag.process(left, 0);
    assertThat(mailbag.state().consents().unsubscribedAt()).contains(after(0, 9));
    SubscriberState standing = mailbag.state();
    mailbag.commit(standing.with(standing.consents().withUnsubscribedAt(Optional.empty())));
    mailbag.process(left, 0);
    assertThat(mailbag.state().consents().unsubscribedAt()).isEmpty();
  }

  @Test
  @DisplayName("of a send that is forgotten, or of somebody who is not there, does no harm")
  void ignoresUnknownSendsAndSubscribers() {
    mailbag.process(delivery(99), 99);
    mailbag.process(
        List.of(
            new SubscriberMailEvent(
                new SubscriberId("nobody"),
                Optional.of(campaign(0)),
                bounce(0),
                send(0).at(),
                Optional.empty())));
    assertThat(mailbag.subscribers.countsOf(campaign(99))).isEmpty();
    mailbag.process(complaint(99), 99);
    assertThat(suppression().map(Suppression::cause)).contains(Cause.COMPLAINT);
  }

  private static SubscriberMailEvent transactional(MailEvent event, int number) {
    return new SubscriberMailEvent(
        ANNA, Optional.empty(), event, send(number).at(), Optional.empty());
  }

  private static MailEvent delivery(int number) {
    return FeedbackFixture.delivery(number);
  }

  private Optional<Suppression> suppression() {
    return mailbag.state().consents().suppression();
  }

  private static Suppression of(Cause cause, Instant since) {
    return Suppression.of(cause, since, FeedbackFixture.anna().address());
  }

  private static ConsentRecord record(Cause cause, int number) {
    return new ConsentRecord(
        NOW,
        ANNA,
        new ConsentChange.Suppressed(cause),
        ConsentSource.FEEDBACK,
        mailEvent(bounce(number), number).campaign());
  }
}
