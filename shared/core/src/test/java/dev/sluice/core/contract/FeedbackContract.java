package dev.sluice.core.contract;

import static dev.sluice.core.contract.Samples.NOON;
import static dev.sluice.core.contract.Samples.sent;
import static dev.sluice.core.contract.Samples.subscriber;
import static dev.sluice.core.contract.Samples.withSend;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.SuppressionClearance;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.feedback.DailySendStats;
import dev.sluice.core.feedback.FeedbackService;
import dev.sluice.core.feedback.MailEvent;
import dev.sluice.core.feedback.MailboxProviderStats.ProviderDayStats;
import dev.sluice.core.feedback.SoftBounceLimit;
import dev.sluice.core.feedback.SubscriberMailEvent;
import dev.sluice.core.memory.InMemoryShardStore;
import dev.sluice.core.state.MailboxProvider;
import dev.sluice.core.state.SendEvent;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
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

/** Committing mail events with their counts, as {@link FeedbackService} does. */
public interface FeedbackContract extends SubscriberStoresFixture {

  CampaignId SPRING = new CampaignId("spring");
  CampaignId SUMMER = new CampaignId("summer");
  List<SubscriberId> MANY =
      IntStream.range(0, 60).mapToObj(i -> new SubscriberId("customer-" + i)).toList();

  @Test
  @DisplayName("knows nothing of a campaign of which nothing was heard")
  default void hasNoCountsOfUnknownCampaign() {
    assertThat(eventCounts().countsOf(SPRING)).isEmpty();
    assertThat(reputation().daysSince(LocalDate.of(2000, 1, 1))).isEmpty();
  }

  @Test
  @DisplayName("counts each send once by campaign and by the day it was committed")
  default void countsEachSendOnceByCampaignAndDay() throws Exception {
    MANY.forEach(id -> send(id, "spring", NOON));
    MANY.subList(0, 5).forEach(id -> send(id, "summer", NOON.plus(Duration.ofDays(1))));
    List<SubscriberMailEvent> deliveries =
        MANY.stream().map(id -> report(id, SPRING, delivery())).toList();
    List<SubscriberMailEvent> bounces =
        MANY.subList(0, 5).stream().map(id -> report(id, SUMMER, bounce())).toList();
    for (int time = 0; time < 2; time++) {
      hear(Stream.of(deliveries, deliveries, bounces).flatMap(List::stream).toList());
    }
    assertThat(eventCounts().countsOf(SPRING)).isEqualTo(Map.of(SendEvent.DELIVERED, 60L));
    assertThat(eventCounts().countsOf(SUMMER)).isEqualTo(Map.of(SendEvent.BOUNCED, 5L));
    LocalDate day = LocalDate.of(2026, 3, 2);
    assertThat(reputation().daysSince(day))
        .containsExactly(
            new DailySendStats(day, 60, 0, 0), new DailySendStats(day.plusDays(1), 0, 5, 0));
    assertThat(reputation().daysSince(day.plusDays(1))).hasSize(1);
    assertThat(providers().providersSince(day))
        .containsExactly(
            new ProviderDayStats(day, MailboxProvider.OTHER, 60, 0, 0, 0),
            new ProviderDayStats(day.plusDays(1), MailboxProvider.OTHER, 0, 0, 5, 0));
    assertThat(providers().providersSince(day.plusDays(1))).hasSize(1);
  }

  @Test
  @DisplayName("writes standings with what was heard, the suppression that follows, and its record")
  default void writesStatesSuppressionAndRecord() throws Exception {
    SubscriberId anna = MANY.getFirst();
    send(anna, "spring", NOON);
    hear(List.of(report(anna, SPRING, bounce())));
    var standing = repository().find(anna).orElseThrow().state();
    assertThat(standing.findSend(SPRING).orElseThrow().events()).containsExactly(SendEvent.BOUNCED);
    assertThat(standing.consents().suppression()).isPresent();
    assertThat(standing.version()).isEqualTo(2);
    assertThat(consents().records(anna, Optional.empty(), 10).records())
        .containsExactly(
            new ConsentRecord(
                NOON,
                anna,
                new ConsentChange.Suppressed(Suppression.Cause.BOUNCE),
                ConsentSource.FEEDBACK,
                Optional.of(SPRING)));
  }

  @Test
  @DisplayName(
      "leaves an address free of which only old mail is heard, and suppresses it for later")
  default void ignoresEventsOfMailSentBeforeClearance() throws Exception {
    SubscriberId anna = MANY.getFirst();
    send(anna, "spring", NOON);
    SubscriberState sent = repository().find(anna).orElseThrow().state();
    assertThat(
            repository()
                .commit(
                    sent.with(sent.consents().withClearance(SuppressionClearance.ofBounces(NOON)))))
        .isEqualTo(SubscriberRepository.Commit.COMMITTED);
    hear(List.of(report(anna, SPRING, bounce())));
    assertThat(suppression(anna)).isEmpty();
    hear(
        List.of(
            new SubscriberMailEvent(
                anna, Optional.empty(), bounce(), NOON.plusMillis(1), Optional.empty())));
    assertThat(suppression(anna)).isPresent();
  }

  @Test
  @DisplayName("counts exactly while many hear the same at once and visits write in between")
  default void countsExactlyUnderConcurrency() throws Exception {
    assumeAtomic();
    List<SubscriberId> some = MANY.subList(0, 20);
    some.forEach(id -> send(id, "spring", NOON));
    List<SubscriberMailEvent> deliveries =
        some.stream().map(id -> report(id, SPRING, delivery())).toList();
    List<FeedbackService.Outcome> outcomes =
        ConcurrentTasks.runConcurrently(() -> {
          send(some.getFirst(), "other" + Thread.currentThread().threadId(), NOON);
          return hear(deliveries);
        });
    assertThat(outcomes).anyMatch(outcome -> outcome.changed() > 0);
    hear(deliveries); // what lost too often comes again
    assertThat(eventCounts().countsOf(SPRING)).isEqualTo(Map.of(SendEvent.DELIVERED, 20L));
  }

  private FeedbackService.Outcome hear(List<SubscriberMailEvent> reports)
      throws InterruptedException {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      return new FeedbackService(
              new SettableClock(NOON),
              executor,
              repository(),
              new InMemoryShardStore(),
              DomainEventPublisher.NO_OP,
              SoftBounceLimit.DEFAULT)
          .process(reports);
    }
  }

  private void send(SubscriberId id, String campaign, Instant at) {
    if (repository().find(id).isEmpty()) {
      saveSubscriber(subscriber(id));
    }
    while (repository()
            .commit(withSend(repository().find(id).orElseThrow().state(), sent(campaign, at)))
        == SubscriberRepository.Commit.CONFLICT) {}
  }

  private Optional<Suppression> suppression(SubscriberId id) {
    return repository().find(id).orElseThrow().state().consents().suppression();
  }

  private static SubscriberMailEvent report(SubscriberId id, CampaignId campaign, MailEvent event) {
    return new SubscriberMailEvent(id, Optional.of(campaign), event, NOON, Optional.empty());
  }

  private static MailEvent delivery() {
    return new MailEvent.Delivery(NOON.plusSeconds(2));
  }

  private static MailEvent bounce() {
    return new MailEvent.Bounce(NOON.plusSeconds(3), MailEvent.BounceType.PERMANENT);
  }
}
