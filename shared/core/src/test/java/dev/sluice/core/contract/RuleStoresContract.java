package dev.sluice.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.FrequencyCap;
import dev.sluice.core.policy.PolicyStore;
import dev.sluice.core.policy.QuietHours;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.TopicSender;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.core.policy.Window;
import dev.sluice.core.segment.Comparison;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.segment.Segment;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.segment.SegmentStore;
import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.support.InvalidInputException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link TopicStore}, {@link SegmentStore} and {@link PolicyStore} does. */
public abstract class RuleStoresContract implements ConcurrencyContract {

  /** Returns the topics under test, the same ones during a test. */
  protected abstract TopicStore topics();

  /** Returns the segments under test, the same ones during a test. */
  protected abstract SegmentStore segments();

  /** Returns the policies under test, the same ones during a test. */
  protected abstract PolicyStore policies();

  /** Returns the revision of the rules, as workers see it. */
  protected abstract long rulesRevision();

  @Test
  @DisplayName("every change of a topic, a segment or the policy begins a revision of the rules")
  void everyChangeBeginsARevision() {
    long first = rulesRevision();
    topics().save(topic("offers", Cadence.WEEKLY));
    topics().save(topic("offers", Cadence.MONTHLY));
    assertThat(rulesRevision()).isEqualTo(first + 2);
    SegmentId buyers = new SegmentId("buyers");
    segments().save(new Segment(buyers, "Buyers", new Criterion.Everyone()));
    segments().save(new Segment(buyers, "Buyers", new Criterion.Present("purchases")));
    assertThat(rulesRevision()).isEqualTo(first + 4);
    policies().add(SendPolicy.INITIAL);
    assertThat(rulesRevision()).isEqualTo(first + 5);
  }

  @Test
  @DisplayName("a topic or a segment that is stored again as it is begins none")
  void whatDoesNotChangeBeginsNoRevision() {
    Segment buyers = new Segment(new SegmentId("buyers"), "Buyers", new Criterion.Everyone());
    topics().save(topic("offers", Cadence.WEEKLY));
    segments().save(buyers);
    long before = rulesRevision();
    topics().save(topic("offers", Cadence.WEEKLY));
    segments().save(buyers);
    assertThat(rulesRevision()).isEqualTo(before);
  }

  @Test
  @DisplayName("a topic is read as it was last stored")
  void topic() {
    assertThat(topics().find(Samples.OFFERS)).isEmpty();
    topics().save(topic("offers", Cadence.AS_IT_COMES));
    topics().save(topic("offers", Cadence.MONTHLY));
    assertThat(topics().find(Samples.OFFERS)).contains(topic("offers", Cadence.MONTHLY));
  }

  @Test
  @DisplayName("topics are listed in order")
  void listsTopicsInOrder() {
    assertThat(topics().listTopics()).isEmpty();
    topics().save(topic("tips", Cadence.DAILY));
    topics().save(topic("news", Cadence.WEEKLY));
    assertThat(topics().listTopics())
        .containsExactly(topic("news", Cadence.WEEKLY), topic("tips", Cadence.DAILY));
  }

  @Test
  @DisplayName("a segment is read as it was last stored")
  void readsSegmentAsLastStored() {
    Segment segment = new Segment(new SegmentId("buyers"), "Buyers – all kinds", everyKind());
    assertThat(segments().find(segment.id())).isEmpty();
    segments().save(new Segment(segment.id(), "Buyers", new Criterion.Everyone()));
    segments().save(segment);
    assertThat(segments().find(segment.id())).contains(segment);
  }

  @Test
  @DisplayName("segments are listed in order")
  void listsSegmentsInOrder() {
    assertThat(segments().listSegments()).isEmpty();
    Segment staff = new Segment(new SegmentId("staff"), "Staff", everyKind());
    Segment buyers = new Segment(new SegmentId("buyers"), "Buyers", new Criterion.Everyone());
    segments().save(staff);
    segments().save(buyers);
    assertThat(segments().listSegments()).containsExactly(buyers, staff);
  }

  @Test
  @DisplayName("every topic is listed up to the limit, and a new one beyond it is refused")
  void refusesTopicsBeyondTheLimit() {
    for (int i = 0; i < TopicStore.MAX_TOPICS; i++) {
      topics().save(topic("topic-%03d".formatted(i), Cadence.DAILY));
    }
    assertThatThrownBy(() -> topics().save(topic("zz-more", Cadence.DAILY)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("500 topics");
    topics().save(topic("topic-499", Cadence.WEEKLY));
    assertThat(topics().find(new TopicId("zz-more"))).isEmpty();
    assertThat(topics().listTopics())
        .hasSize(TopicStore.MAX_TOPICS)
        .endsWith(topic("topic-499", Cadence.WEEKLY));
  }

  @Test
  @DisplayName("every segment is listed up to the limit, and a new one beyond it is refused")
  void refusesSegmentsBeyondTheLimit() {
    for (int i = 0; i < SegmentStore.MAX_SEGMENTS; i++) {
      segments().save(segment("segment-%03d".formatted(i), "Before"));
    }
    assertThatThrownBy(() -> segments().save(segment("zz-more", "More")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("500 segments");
    segments().save(segment("segment-499", "After"));
    assertThat(segments().listSegments())
        .hasSize(SegmentStore.MAX_SEGMENTS)
        .endsWith(segment("segment-499", "After"));
  }

  @Test
  @DisplayName("of the same topic stored many times at once, one is kept and counted")
  void countsATopicOnceThatIsStoredConcurrently() throws Exception {
    assumeAtomic();
    Topic news = topic("news", Cadence.WEEKLY);
    assertThat(
            ConcurrentTasks.runConcurrently(() -> {
              topics().save(news);
              return true;
            }))
        .containsOnly(true);
    assertThat(topics().listTopics()).containsExactly(news);
  }

  private static Segment segment(String id, String name) {
    return new Segment(new SegmentId(id), name, new Criterion.Everyone());
  }

  @Test
  @DisplayName("a fresh installation has the initial policy")
  void hasInitialPolicyInFreshInstallation() {
    assertThat(policies().current()).isEqualTo(SendPolicy.INITIAL);
    assertThat(policies().findRevision(0)).contains(SendPolicy.INITIAL);
    assertThat(policies().findRevision(1)).isEmpty();
    assertThat(policies().findRevision(-1)).isEmpty();
  }

  @Test
  @DisplayName("every revision is kept, and the newest is in force")
  void keepsEveryRevision() {
    SendPolicy first = policies().add(policy());
    assertThat(first).isEqualTo(policy().withRevision(1));
    SendPolicy second = policies().add(SendPolicy.INITIAL);
    assertThat(policies().current())
        .isEqualTo(second)
        .isEqualTo(SendPolicy.INITIAL.withRevision(2));
    assertThat(policies().findRevision(1)).contains(first);
    assertThat(policies().findRevision(3)).isEmpty();
  }

  @Test
  @DisplayName("after ten revisions, the tenth is in force")
  void usesTenthOfTenRevisions() {
    for (int i = 0; i < 10; i++) {
      policies().add(policy());
    }
    assertThat(policies().current().revision()).isEqualTo(10);
  }

  @Test
  @DisplayName("of many policies stored at once, each becomes a revision")
  void keepsEachConcurrentPolicyAsRevision() throws Exception {
    assumeAtomic();
    List<SendPolicy> added = ConcurrentTasks.runConcurrently(() -> policies().add(policy()));
    assertThat(added.stream().map(SendPolicy::revision))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, ConcurrentTasks.COUNT).boxed().toList());
  }

  private static Topic topic(String id, Cadence cadence) {
    return new Topic(
        new TopicId(id),
        "Name of " + id,
        "What it is about",
        Topic.OptInMode.OPT_IN,
        cadence,
        new TopicSender(
            Optional.of("Sender of " + id),
            Optional.of(new EmailAddress(id + "@shop.example")),
            Optional.empty()));
  }

  private static Criterion everyKind() {
    return new Criterion.All(
        List.of(
            new Criterion.Any(
                List.of(
                    new Criterion.Present("purchases"),
                    new Criterion.Not(new Criterion.Everyone()))),
            new Criterion.Compared(
                "purchases",
                Comparison.AT_LEAST,
                new AttributeValue.Number(new BigDecimal("2.50"))),
            new Criterion.Compared("vip", Comparison.EQUALS, new AttributeValue.Flag(true)),
            new Criterion.Compared(
                "joined", Comparison.LESS_THAN, new AttributeValue.Day(LocalDate.of(2025, 2, 28))),
            new Criterion.OneOf(
                "country", Set.of(new AttributeValue.Text("EE"), new AttributeValue.Text("FI"))),
            new Criterion.DaysSince("lastPurchase", Comparison.AT_MOST, -3),
            new Criterion.InStage(Set.of(LifecycleStage.LAPSED, LifecycleStage.INACTIVE))));
  }

  private static SendPolicy policy() {
    return new SendPolicy(
        0,
        List.of(
            new FrequencyCap(
                "week",
                3,
                new Window.Rolling(Duration.ofDays(7)),
                Optional.empty(),
                new Criterion.Everyone()),
            new FrequencyCap(
                "month",
                12,
                new Window.Calendar(Window.Calendar.Unit.MONTH),
                Optional.of(Samples.OFFERS),
                everyKind())),
        Optional.of(new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 30))),
        ZoneId.of("Europe/Tallinn"),
        Duration.ofHours(36),
        true);
  }
}
