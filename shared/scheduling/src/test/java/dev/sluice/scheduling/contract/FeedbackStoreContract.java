package dev.sluice.scheduling.contract;

import static dev.sluice.scheduling.contract.Samples.NOON;
import static dev.sluice.scheduling.contract.Samples.plus;
import static dev.sluice.scheduling.contract.Samples.sent;
import static dev.sluice.scheduling.contract.Samples.subscriber;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.event.DomainEvents;
import dev.sluice.scheduling.feedback.DayOfSends;
import dev.sluice.scheduling.feedback.Feedback;
import dev.sluice.scheduling.feedback.FeedbackCounts;
import dev.sluice.scheduling.feedback.FeedbackDesk;
import dev.sluice.scheduling.feedback.FeedbackStore;
import dev.sluice.scheduling.feedback.MailEvent;
import dev.sluice.scheduling.feedback.Report;
import dev.sluice.scheduling.feedback.ReputationLog;
import dev.sluice.scheduling.feedback.SoftBounceLimit;
import dev.sluice.scheduling.memory.MemoryShardStore;
import dev.sluice.scheduling.standing.Freed;
import dev.sluice.scheduling.standing.Heard;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.Suppression;
import dev.sluice.scheduling.visit.StandingStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link FeedbackStore} does, as seen through {@link Feedback}. */
@DisplayName("A store of feedback")
public abstract class FeedbackStoreContract implements SubscriberStores {

  private static final CampaignId SPRING = new CampaignId("spring");
  private static final CampaignId SUMMER = new CampaignId("summer");
  private static final List<SubscriberId> MANY =
      IntStream.range(0, 60).mapToObj(i -> new SubscriberId("customer-" + i)).toList();

  /** Returns the store under test, the same one during a test. */
  protected abstract FeedbackStore store();

  /** Returns the counts that the store under test writes. */
  protected abstract FeedbackCounts counts();

  /** Returns the days that the store under test writes. */
  protected abstract ReputationLog reputation();

  @Test
  @DisplayName("knows nothing of a campaign of which nothing was heard")
  void nothing() {
    assertThat(counts().of(SPRING)).isEmpty();
    assertThat(reputation().since(LocalDate.of(2000, 1, 1))).isEmpty();
  }

  @Test
  @DisplayName("counts each send once by campaign and by the day it was committed")
  void countsOnce() throws Exception {
    MANY.forEach(id -> send(id, "spring", NOON));
    MANY.subList(0, 5).forEach(id -> send(id, "summer", NOON.plus(Duration.ofDays(1))));
    List<Report> deliveries = MANY.stream().map(id -> report(id, SPRING, delivery())).toList();
    List<Report> bounces =
        MANY.subList(0, 5).stream().map(id -> report(id, SUMMER, bounce())).toList();
    for (int time = 0; time < 2; time++) {
      hear(Stream.of(deliveries, deliveries, bounces).flatMap(List::stream).toList());
    }
    assertThat(counts().of(SPRING)).isEqualTo(Map.of(Heard.DELIVERED, 60L));
    assertThat(counts().of(SUMMER)).isEqualTo(Map.of(Heard.BOUNCED, 5L));
    LocalDate day = LocalDate.of(2026, 3, 2);
    assertThat(reputation().since(day))
        .containsExactly(new DayOfSends(day, 60, 0, 0), new DayOfSends(day.plusDays(1), 0, 5, 0));
    assertThat(reputation().since(day.plusDays(1))).hasSize(1);
  }

  @Test
  @DisplayName("writes standings with what was heard, the suppression that follows, and its record")
  void writesStandings() throws Exception {
    SubscriberId anna = MANY.getFirst();
    send(anna, "spring", NOON);
    hear(List.of(report(anna, SPRING, bounce())));
    var standing = standings().read(anna).orElseThrow().standing();
    assertThat(standing.sent(SPRING).orElseThrow().heard()).containsExactly(Heard.BOUNCED);
    assertThat(standing.consents().suppression()).isPresent();
    assertThat(standing.version()).isEqualTo(2);
    assertThat(consents().records(anna, Optional.empty(), 10).records())
        .containsExactly(
            new ConsentRecord(
                NOON,
                anna,
                new ConsentChange.Suppressed(Suppression.Cause.BOUNCE),
                Means.FEEDBACK,
                Optional.of(SPRING)));
  }

  @Test
  @DisplayName(
      "leaves an address free of which only old mail is heard, and suppresses it for later")
  void freed() throws Exception {
    SubscriberId anna = MANY.getFirst();
    send(anna, "spring", NOON);
    Standing sent = standings().read(anna).orElseThrow().standing();
    assertThat(standings().commit(sent.with(sent.consents().freed(Freed.ofBounces(NOON)))))
        .isEqualTo(StandingStore.Commit.COMMITTED);
    hear(List.of(report(anna, SPRING, bounce())));
    assertThat(suppression(anna)).isEmpty();
    hear(
        List.of(
            new Report(anna, Optional.empty(), bounce(), NOON.plusMillis(1), Optional.empty())));
    assertThat(suppression(anna)).isPresent();
  }

  @Test
  @DisplayName("counts exactly while many hear the same at once and visits write in between")
  void countsExactlyUnderConcurrency() throws Exception {
    assumeAtomic();
    List<SubscriberId> some = MANY.subList(0, 20);
    some.forEach(id -> send(id, "spring", NOON));
    List<Report> deliveries = some.stream().map(id -> report(id, SPRING, delivery())).toList();
    List<Feedback.Outcome> outcomes =
        Threads.race(() -> {
          send(some.getFirst(), "other" + Thread.currentThread().threadId(), NOON);
          return hear(deliveries);
        });
    assertThat(outcomes).anyMatch(outcome -> outcome.changed() > 0);
    hear(deliveries); // what lost too often comes again
    assertThat(counts().of(SPRING)).isEqualTo(Map.of(Heard.DELIVERED, 20L));
  }

  private Feedback.Outcome hear(List<Report> reports) throws InterruptedException {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      return new Feedback(
              new FeedbackDesk(
                  new SettableClock(NOON),
                  executor,
                  store(),
                  new MemoryShardStore(),
                  DomainEvents.NOBODY_LISTENS,
                  SoftBounceLimit.USUAL))
          .hear(reports);
    }
  }

  private void send(SubscriberId id, String campaign, Instant at) {
    if (standings().read(id).isEmpty()) {
      put(subscriber(id));
    }
    while (standings()
            .commit(plus(standings().read(id).orElseThrow().standing(), sent(campaign, at)))
        == StandingStore.Commit.LOST) {}
  }

  private Optional<Suppression> suppression(SubscriberId id) {
    return standings().read(id).orElseThrow().standing().consents().suppression();
  }

  private static Report report(SubscriberId id, CampaignId campaign, MailEvent event) {
    return new Report(id, Optional.of(campaign), event, NOON, Optional.empty());
  }

  private static MailEvent delivery() {
    return new MailEvent.Delivery(NOON.plusSeconds(2));
  }

  private static MailEvent bounce() {
    return new MailEvent.Bounce(NOON.plusSeconds(3), MailEvent.BounceType.PERMANENT);
  }
}
