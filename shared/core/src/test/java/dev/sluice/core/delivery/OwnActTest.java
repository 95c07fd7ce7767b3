package dev.sluice.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.contract.DirectExecutorService;
import dev.sluice.core.feedback.FeedbackService;
import dev.sluice.core.feedback.MailEvent;
import dev.sluice.core.feedback.SoftBounceLimit;
import dev.sluice.core.feedback.SubscriberMailEvent;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.FrequencyCap;
import dev.sluice.core.policy.QuietHours;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.Window;
import dev.sluice.core.segment.Comparison;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.service.SubscriberImport;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What waits for a subscriber whose own act lets it go")
final class OwnActTest {

  private static final Shard SHARD = new Shard(17);
  private static final CampaignId FIRST = new CampaignId("first");
  private static final CampaignId LIGHT = new CampaignId("light");

  private final WorkerFixture fixture = new WorkerFixture();

  /** A situation in which the light campaign waits for a subscriber, and the act. */
  record Act(
      BiConsumer<WorkerFixture, SubscriberId> situation,
      BiConsumer<WorkerFixture, SubscriberId> act) {}

  static Stream<Arguments> acts() {
    return Stream.of(
        arguments(
            "the end of a pause",
            new Act(
                OwnActTest::pause,
                (fixture, id) -> change(fixture, id, new ConsentChange.Resumed()))),
        arguments(
            "a faster cadence",
            new Act(
                OwnActTest::chooseWeekly,
                (fixture, id) -> change(fixture, id, chosen(Cadence.AS_IT_COMES)))),
        arguments(
            "another zone, in which it is no quiet hour",
            new Act(
                OwnActTest::quietHours,
                (fixture, id) -> importAs(fixture, id, "America/New_York", 0))),
        arguments(
            "an attribute that ends a cap",
            new Act(
                OwnActTest::capForRareBuyers, (fixture, id) -> importAs(fixture, id, "UTC", 9))),
        arguments(
            "an opened message that ends a cap",
            new Act(OwnActTest::capForSilentReaders, OwnActTest::open)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("acts")
  @DisplayName("leaves at the next dispatch")
  void leavesAtTheNextDispatch(String name, Act act) {
    SubscriberId anna = fixture.addSubscribers(SHARD, 1).getFirst();
    act.situation().accept(fixture, anna);
    announceLight();
    assertThat(fixture.stateOf(anna).findDeferred(LIGHT)).as("waits").isPresent();

    Instant actedAt = fixture.now.plus(Duration.ofMinutes(10));
    fixture.now = actedAt;
    act.act().accept(fixture, anna);
    fixture.now = actedAt.plusSeconds(60);
    fixture.dispatcher().dispatch();
    assertThat(fixture.dispatchedShards).as("queued for a worker").contains(SHARD);
    fixture.work(SHARD);

    assertThat(fixture.stateOf(anna).findSend(LIGHT))
        .hasValueSatisfying(sent -> {
          System.out.printf("%s: sent %s later%n", name, Duration.between(actedAt, sent.at()));
          assertThat(sent.at()).isBeforeOrEqualTo(actedAt.plus(Duration.ofMinutes(2)));
        });
  }

  @Test
  @DisplayName("is not touched by an import that changes nothing")
  void isNotTouchedByAnUnchangedImport() {
    SubscriberId anna = fixture.addSubscribers(SHARD, 1).getFirst();
    capForRareBuyers(fixture, anna);
    importAs(fixture, anna, "UTC", 0);
    announceLight();
    long version = fixture.stateOf(anna).version();

    importAs(fixture, anna, "UTC", 0);

    assertThat(fixture.stateOf(anna).version()).isEqualTo(version);
  }

  @Test
  @DisplayName("is due again if a worker planned it between the mark and the import")
  void isDueAgainIfAWorkerCameBetween() {
    SubscriberId anna = fixture.addSubscribers(SHARD, 1).getFirst();
    capForRareBuyers(fixture, anna);
    announceLight();
    fixture.now = fixture.now.plusSeconds(60);
    fixture.stores.beforeSaveAll = () -> fixture.work(SHARD);

    importAs(fixture, anna, "UTC", 9);

    assertThat(fixture.stateOf(anna).dueAt()).contains(fixture.now);
  }

  private void announceLight() {
    fixture.campaigns.announce("light", 1, Duration.ofHours(2), WhenCapped.WAIT);
    fixture.now = WorkerFixture.START.plus(Duration.ofHours(2));
    fixture.work(SHARD);
  }

  private static void pause(WorkerFixture fixture, SubscriberId id) {
    Instant until = fixture.now.plus(Duration.ofDays(5));
    change(fixture, id, new ConsentChange.Paused(until));
  }

  private static void chooseWeekly(WorkerFixture fixture, SubscriberId id) {
    fixture.campaigns.policy = ActiveCampaignsFixture.policy();
    change(fixture, id, chosen(Cadence.WEEKLY));
    sendFirst(fixture);
  }

  /** It is 11:00 in UTC then, and 6:00 in New York. */
  private static void quietHours(WorkerFixture fixture, SubscriberId id) {
    QuietHours siesta = new QuietHours(LocalTime.of(10, 0), LocalTime.of(22, 0));
    fixture.campaigns.policy =
        new SendPolicy(1, List.of(), Optional.of(siesta), ZoneOffset.UTC, Duration.ofDays(3));
  }

  private static void capForRareBuyers(WorkerFixture fixture, SubscriberId id) {
    AttributeValue five = new AttributeValue.Number(BigDecimal.valueOf(5));
    Criterion often = new Criterion.Compared("purchases", Comparison.AT_LEAST, five);
    fixture.campaigns.policy = capFor(new Criterion.Not(often));
    sendFirst(fixture);
  }

  private static void capForSilentReaders(WorkerFixture fixture, SubscriberId id) {
    fixture.campaigns.policy = capFor(new Criterion.Not(new Criterion.Present("lastOpened")));
    sendFirst(fixture);
  }

  private static void sendFirst(WorkerFixture fixture) {
    fixture.campaigns.announce("first", 9);
    fixture.work(SHARD);
  }

  private static SendPolicy capFor(Criterion criterion) {
    Window window = new Window.Rolling(Duration.ofDays(5));
    return ActiveCampaignsFixture.policy(
        new FrequencyCap("slow", 1, window, Optional.empty(), criterion));
  }

  private static void open(WorkerFixture fixture, SubscriberId id) {
    Instant sentAt = fixture.stateOf(id).findSend(FIRST).orElseThrow().at();
    MailEvent opened = new MailEvent.Open(fixture.now, MailEvent.Actor.PERSON);
    Optional<String> address =
        Optional.of(fixture.subscribers.find(id).orElseThrow().subscriber().address().value());
    try {
      FeedbackService.Outcome outcome =
          new FeedbackService(
                  () -> fixture.now,
                  new DirectExecutorService(),
                  fixture.subscribers,
                  fixture.shards,
                  fixture.events::addAll,
                  SoftBounceLimit.DEFAULT)
              .process(
                  List.of(
                      new SubscriberMailEvent(id, Optional.of(FIRST), opened, sentAt, address)));
      assertThat(outcome.changed()).isOne();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void change(WorkerFixture fixture, SubscriberId id, ConsentChange change) {
    assertThat(
            fixture
                .consentService()
                .change(id, List.of(change), ConsentSource.PREFERENCE_CENTRE, Optional.empty()))
        .isPresent();
  }

  private static ConsentChange chosen(Cadence cadence) {
    return new ConsentChange.TopicChosen(
        ActiveCampaignsFixture.OFFERS.id(), new TopicChoice(Subscription.SUBSCRIBED, cadence));
  }

  private static void importAs(WorkerFixture fixture, SubscriberId id, String zone, int purchases) {
    Subscriber next =
        new Subscriber(
            id,
            WorkerFixture.subscriber(id).address(),
            Optional.of(ZoneId.of(zone)),
            Optional.empty(),
            LifecycleStage.ACTIVE,
            Map.of("purchases", new AttributeValue.Number(BigDecimal.valueOf(purchases))));
    fixture.importService().importAll(List.of(new SubscriberImport(next, Map.of(), false)));
  }
}
