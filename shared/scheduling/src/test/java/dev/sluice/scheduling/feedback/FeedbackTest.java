package dev.sluice.scheduling.feedback;

import static dev.sluice.scheduling.feedback.Mailbag.ANNA;
import static dev.sluice.scheduling.feedback.Mailbag.NOW;
import static dev.sluice.scheduling.feedback.Mailbag.after;
import static dev.sluice.scheduling.feedback.Mailbag.bounce;
import static dev.sluice.scheduling.feedback.Mailbag.campaign;
import static dev.sluice.scheduling.feedback.Mailbag.complaint;
import static dev.sluice.scheduling.feedback.Mailbag.open;
import static dev.sluice.scheduling.feedback.Mailbag.report;
import static dev.sluice.scheduling.feedback.Mailbag.send;
import static dev.sluice.scheduling.feedback.Mailbag.softBounce;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.contract.Samples;
import dev.sluice.scheduling.event.DomainEvent;
import dev.sluice.scheduling.feedback.MailEvent.BounceType;
import dev.sluice.scheduling.feedback.MailEvent.ComplaintType;
import dev.sluice.scheduling.feedback.MailEvent.Reader;
import dev.sluice.scheduling.standing.Heard;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.Suppression;
import dev.sluice.scheduling.standing.Suppression.Cause;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Feedback")
class FeedbackTest {

  private final Mailbag mailbag = new Mailbag().sent(8);

  @Test
  @DisplayName("of a delivery is remembered and counted, and writes nothing when it comes again")
  void delivery() {
    assertThat(mailbag.hear(Mailbag.delivery(0), 0).changed()).isEqualTo(1);
    long version = mailbag.standing().version();
    assertThat(mailbag.hear(Mailbag.delivery(0), 0))
        .isEqualTo(new Feedback.Outcome(0, 1, Set.of()));
    assertThat(mailbag.standing().version()).isEqualTo(version);
    assertThat(mailbag.store.of(campaign(0))).isEqualTo(Map.of(Heard.DELIVERED, 1L));
    assertThat(mailbag.published).isEmpty();
  }

  @Test
  @DisplayName("that SES took a send is news only where its answer was lost")
  void sent() {
    MailEvent taken = new MailEvent.Send(after(0, 0));
    assertThat(mailbag.hear(taken, 0).changed()).isZero();
    mailbag.unanswered(0);
    assertThat(mailbag.heardOf(0).isConfirmed()).isFalse();
    assertThat(mailbag.hear(taken, 0).changed()).isEqualTo(1);
    assertThat(mailbag.heardOf(0).isConfirmed()).isTrue();
    assertThat(mailbag.store.of(campaign(0))).isEqualTo(Map.of(Heard.TAKEN, 1L));
  }

  @Test
  @DisplayName("of a permanent bounce or a complaint suppresses at once, is recorded and published")
  void suppresses() {
    mailbag.hear(bounce(0), 0);
    assertThat(suppression()).contains(of(Cause.BOUNCE, after(0, 2)));
    mailbag.hear(complaint(1), 1);
    assertThat(suppression()).contains(of(Cause.COMPLAINT, after(1, 60)));
    assertThat(mailbag.store.changes())
        .containsExactly(record(Cause.BOUNCE, 0), record(Cause.COMPLAINT, 1));
    assertThat(mailbag.published)
        .containsExactly(
            new DomainEvent.Suppressed(NOW, ANNA, Cause.BOUNCE),
            new DomainEvent.Suppressed(NOW, ANNA, Cause.COMPLAINT));
  }

  @Test
  @DisplayName("that SES did not try suppresses, and counts neither as bounced nor as complained")
  void untried() {
    mailbag.hear(new MailEvent.Bounce(after(0, 1), BounceType.ON_SUPPRESSION_LIST), 0);
    assertThat(suppression().map(Suppression::cause)).contains(Cause.BOUNCE);
    mailbag.hear(new MailEvent.Complaint(after(1, 1), ComplaintType.ON_SUPPRESSION_LIST), 1);
    assertThat(suppression().map(Suppression::cause)).contains(Cause.COMPLAINT);
    assertThat(mailbag.store.of(campaign(0))).isEqualTo(Map.of(Heard.UNTRIED, 1L));
    assertThat(mailbag.store.since(java.time.LocalDate.EPOCH))
        .allSatisfy(day -> assertThat(day.volume() + day.complained()).isZero());
  }

  @Test
  @DisplayName("that a message is no spam after all suppresses nobody")
  void notSpam() {
    mailbag.hear(new MailEvent.Complaint(after(0, 1), ComplaintType.NOT_SPAM), 0);
    assertThat(suppression()).isEmpty();
  }

  @Test
  @DisplayName("of mail sent before an address was freed suppresses it no more, that after it does")
  void freed() {
    mailbag.hear(bounce(0), 0);
    mailbag.free(after(4, 1), false);
    assertThat(suppression()).isEmpty();
    mailbag.hear(bounce(0), 0); // the same again
    mailbag.hear(bounce(4), 4); // late
    mailbag.hear(List.of(transactional(bounce(3), 3))); // of which no history tells
    assertThat(suppression()).isEmpty();
    mailbag.hear(bounce(5), 5);
    assertThat(suppression()).contains(of(Cause.BOUNCE, after(5, 2)));
  }

  @Test
  @DisplayName("of a complaint that nobody knew of suppresses an address that was freed of bounces")
  void complaintAfterFreeing() {
    mailbag.hear(bounce(0), 0);
    mailbag.free(after(4, 1), false);
    mailbag.hear(complaint(1), 1);
    assertThat(suppression().map(Suppression::cause)).contains(Cause.COMPLAINT);
    assertThat(mailbag.free(after(4, 2), false)).as("freed without the word").isFalse();
    assertThat(mailbag.free(after(4, 3), true)).as("freed despite the complaint").isTrue();
    mailbag.hear(complaint(2), 2);
    assertThat(suppression()).isEmpty();
    mailbag.hear(complaint(5), 5);
    assertThat(suppression().map(Suppression::cause)).contains(Cause.COMPLAINT);
  }

  @Test
  @DisplayName("of soft bounces begins to count anew when an address is freed")
  void softBouncesAfterFreeing() {
    for (int send = 0; send < 5; send++) {
      mailbag.hear(softBounce(send), send);
    }
    mailbag.free(after(4, 1000), false);
    mailbag.hear(softBounce(5), 5);
    assertThat(suppression()).as("the sixth in a row, the first since").isEmpty();
    mailbag.sent(8, 12);
    for (int send = 6; send < 10; send++) {
      mailbag.hear(softBounce(send), send);
    }
    assertThat(suppression()).contains(of(Cause.REPEATED_BOUNCES, send(9).at()));
  }

  @Test
  @DisplayName("of a transactional message suppresses marketing too, and counts for no campaign")
  void transactional() {
    mailbag.hear(List.of(transactional(bounce(0), 0)));
    assertThat(suppression().map(Suppression::cause)).contains(Cause.BOUNCE);
    assertThat(mailbag.store.changes().getFirst().campaign()).isEmpty();
  }

  @Test
  @DisplayName("lets what waits be taken up at once when it is no longer allowed")
  void dueAtOnce() {
    mailbag.commit(Samples.waiting(mailbag.standing(), "later", NOW.plusSeconds(3600)));
    mailbag.hear(complaint(0), 0);
    assertThat(mailbag.standing().dueAt()).contains(NOW);
    assertThat(mailbag.standing().waiting()).hasSize(1);
    assertThat(mailbag.shards.glance()).as("nudged").hasSize(1);
  }

  @Test
  @DisplayName("of soft bounces gives an address up after five in a row over a week")
  void softBounces() {
    for (int send = 0; send < 4; send++) {
      mailbag.hear(softBounce(send), send);
      mailbag.hear(softBounce(send), send);
    }
    assertThat(suppression()).as("four, each heard twice").isEmpty();
    mailbag.hear(softBounce(4), 4);
    assertThat(suppression()).contains(of(Cause.REPEATED_BOUNCES, send(4).at()));
  }

  @Test
  @DisplayName("of a delivery between soft bounces keeps an address, even when it is heard of late")
  void softBouncesWithDelivery() {
    for (int send = 0; send < 5; send++) {
      mailbag.hear(softBounce(send), send);
    }
    mailbag.hear(Mailbag.delivery(3), 3);
    assertThat(suppression()).isEmpty();
    assertThat(mailbag.store.changes().getLast().change())
        .isEqualTo(new ConsentChange.Unsuppressed());
  }

  @Test
  @DisplayName("of soft bounces within fewer days than the limit says gives nobody up")
  void softBouncesInADay() {
    SoftBounceLimit limit = SoftBounceLimit.USUAL;
    List<SendRecord> oneDay =
        java.util.stream.IntStream.range(0, 9)
            .mapToObj(i -> Samples.sent("c" + i, NOW.plusSeconds(3600L * i)))
            .map(sent -> sent.hearing(Set.of(Heard.SOFT_BOUNCED)))
            .toList();
    assertThat(limit.reachedBy(oneDay)).isEmpty();
  }

  @Test
  @DisplayName(
      "of a person's open or click updates engagement, of a machine's or of our own link's not")
  void engagement() {
    mailbag.hear(new MailEvent.Open(after(0, 5), Reader.MACHINE), 0);
    mailbag.hear(new MailEvent.Click(after(0, 6), Reader.PERSON, true), 0);
    mailbag.hear(new MailEvent.Click(after(0, 7), Reader.MACHINE, false), 0);
    assertThat(mailbag.standing().engagedAt()).isEmpty();
    assertThat(mailbag.heardOf(0).heard()).containsExactly(Heard.DELIVERED, Heard.PREFETCHED);
    mailbag.hear(open(0), 0);
    mailbag.hear(new MailEvent.Click(after(0, 29), Reader.PERSON, false), 0);
    assertThat(mailbag.standing().engagedAt()).contains(after(0, 30));
    assertThat(mailbag.store.of(campaign(0)))
        .containsEntry(Heard.OPENED, 1L)
        .containsEntry(Heard.CLICKED, 1L);
  }

  @Test
  @DisplayName("that a subscriber left everything at SES is kept, but not repeated after a return")
  void leftAtSes() {
    MailEvent left = new MailEvent.Subscription(after(0, 9), true);
    mailbag.hear(left, 0);
    assertThat(mailbag.standing().consents().leftAll()).contains(after(0, 9));
    Standing standing = mailbag.standing();
    mailbag.commit(standing.with(standing.consents().withLeftAll(Optional.empty())));
    mailbag.hear(left, 0);
    assertThat(mailbag.standing().consents().leftAll()).isEmpty();
  }

  @Test
  @DisplayName("of a send that is forgotten, or of somebody who is not there, does no harm")
  void unknown() {
    mailbag.hear(delivery(99), 99);
    mailbag.hear(
        List.of(
            new Report(
                new SubscriberId("nobody"),
                Optional.of(campaign(0)),
                bounce(0),
                send(0).at(),
                Optional.empty())));
    assertThat(mailbag.store.of(campaign(99))).isEmpty();
    mailbag.hear(complaint(99), 99);
    assertThat(suppression().map(Suppression::cause)).contains(Cause.COMPLAINT);
  }

  private static Report transactional(MailEvent event, int number) {
    return new Report(ANNA, Optional.empty(), event, send(number).at(), Optional.empty());
  }

  private static MailEvent delivery(int number) {
    return Mailbag.delivery(number);
  }

  private Optional<Suppression> suppression() {
    return mailbag.standing().consents().suppression();
  }

  private static Suppression of(Cause cause, Instant since) {
    return Suppression.of(cause, since, Mailbag.anna().address());
  }

  private static ConsentRecord record(Cause cause, int number) {
    return new ConsentRecord(
        NOW,
        ANNA,
        new ConsentChange.Suppressed(cause),
        Means.FEEDBACK,
        report(bounce(number), number).campaign());
  }
}
