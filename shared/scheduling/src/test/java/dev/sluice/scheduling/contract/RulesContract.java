package dev.sluice.scheduling.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.AttributeValue;
import dev.sluice.scheduling.audience.Comparison;
import dev.sluice.scheduling.audience.Criterion;
import dev.sluice.scheduling.audience.LifecycleStage;
import dev.sluice.scheduling.audience.Segment;
import dev.sluice.scheduling.audience.SegmentId;
import dev.sluice.scheduling.audience.SegmentStore;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.FrequencyCap;
import dev.sluice.scheduling.policy.PolicyStore;
import dev.sluice.scheduling.policy.QuietHours;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.policy.TopicStore;
import dev.sluice.scheduling.policy.Window;
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
public abstract class RulesContract implements Contended {

  /** Returns the topics under test, the same ones during a test. */
  protected abstract TopicStore topics();

  /** Returns the segments under test, the same ones during a test. */
  protected abstract SegmentStore segments();

  /** Returns the policies under test, the same ones during a test. */
  protected abstract PolicyStore policies();

  @Test
  @DisplayName("a topic is read as it was last stored")
  void topic() {
    assertThat(topics().read(Samples.OFFERS)).isEmpty();
    topics().put(topic("offers", Cadence.AS_IT_COMES));
    topics().put(topic("offers", Cadence.MONTHLY));
    assertThat(topics().read(Samples.OFFERS)).contains(topic("offers", Cadence.MONTHLY));
  }

  @Test
  @DisplayName("topics are listed in order")
  void topicsInOrder() {
    assertThat(topics().list()).isEmpty();
    topics().put(topic("tips", Cadence.DAILY));
    topics().put(topic("news", Cadence.WEEKLY));
    assertThat(topics().list())
        .containsExactly(topic("news", Cadence.WEEKLY), topic("tips", Cadence.DAILY));
  }

  @Test
  @DisplayName("a segment is read as it was last stored")
  void segment() {
    Segment segment = new Segment(new SegmentId("buyers"), "Buyers – all kinds", everyKind());
    assertThat(segments().read(segment.id())).isEmpty();
    segments().put(new Segment(segment.id(), "Buyers", new Criterion.Everyone()));
    segments().put(segment);
    assertThat(segments().read(segment.id())).contains(segment);
  }

  @Test
  @DisplayName("segments are listed in order")
  void segmentsInOrder() {
    assertThat(segments().all()).isEmpty();
    Segment staff = new Segment(new SegmentId("staff"), "Staff", everyKind());
    Segment buyers = new Segment(new SegmentId("buyers"), "Buyers", new Criterion.Everyone());
    segments().put(staff);
    segments().put(buyers);
    assertThat(segments().all()).containsExactly(buyers, staff);
  }

  @Test
  @DisplayName("a fresh installation has the initial policy")
  void fresh() {
    assertThat(policies().current()).isEqualTo(SendPolicy.INITIAL);
    assertThat(policies().revision(0)).contains(SendPolicy.INITIAL);
    assertThat(policies().revision(1)).isEmpty();
    assertThat(policies().revision(-1)).isEmpty();
  }

  @Test
  @DisplayName("every revision is kept, and the newest is in force")
  void revisions() {
    SendPolicy first = policies().add(policy());
    assertThat(first).isEqualTo(policy().as(1));
    SendPolicy second = policies().add(SendPolicy.INITIAL);
    assertThat(policies().current()).isEqualTo(second).isEqualTo(SendPolicy.INITIAL.as(2));
    assertThat(policies().revision(1)).contains(first);
    assertThat(policies().revision(3)).isEmpty();
  }

  @Test
  @DisplayName("after ten revisions, the tenth is in force")
  void tenRevisions() {
    for (int i = 0; i < 10; i++) {
      policies().add(policy());
    }
    assertThat(policies().current().revision()).isEqualTo(10);
  }

  @Test
  @DisplayName("of many policies stored at once, each becomes a revision")
  void race() throws Exception {
    assumeAtomic();
    List<SendPolicy> added = Threads.race(() -> policies().add(policy()));
    assertThat(added.stream().map(SendPolicy::revision))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, Threads.COUNT).boxed().toList());
  }

  private static Topic topic(String id, Cadence cadence) {
    return new Topic(
        new TopicId(id), "Name of " + id, "What it is about", Topic.Joining.OPT_IN, cadence);
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
