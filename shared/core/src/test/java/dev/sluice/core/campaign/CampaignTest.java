package dev.sluice.core.campaign;

import static dev.sluice.core.support.InvalidInputAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.policy.TopicId;
import dev.sluice.core.segment.SegmentId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A campaign")
class CampaignTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Variant VARIANT = variant("a");

  @Test
  @DisplayName("is refused if it expires at or before its start")
  void rejectsExpiryAtOrBeforeStart() {
    assertRefused(
        () -> campaign(START, List.of(VARIANT)),
        "expiry",
        "2026-11-22T10:00:00Z",
        "use an instant after the start, 2026-11-22T10:00:00Z");
    assertRefused(
        () -> campaign(START.minusNanos(1), List.of(VARIANT)),
        "expiry",
        "2026-11-22T09:59:59.999999999Z",
        "use an instant after the start");
    assertThat(campaign(START.plusNanos(1), List.of(VARIANT)).expiry()).isAfter(START);
  }

  @Test
  @DisplayName("lives for at most 90 days, so that the history always knows what it sent")
  void lastsAtMostNinetyDays() {
    Instant last = START.plus(Duration.ofDays(90));
    assertThat(campaign(last, List.of(VARIANT)).expiry()).isEqualTo(last);
    assertRefused(
        () -> campaign(last.plusNanos(1), List.of(VARIANT)),
        "expiry",
        "2027-02-20T10:00:00.000000001Z",
        "at most 90 days after the start");
  }

  @Test
  @DisplayName("has 1 to 10 variants with ids of their own")
  void variants() {
    Instant expiry = START.plusSeconds(1);
    assertRefused(() -> campaign(expiry, List.of()), "variants", "none", "at least one variant");
    assertRefused(
        () -> campaign(expiry, List.of(VARIANT, variant("b"), VARIANT)),
        "variants[2].id",
        "a",
        "a different id");
    List<Variant> eleven = IntStream.range(0, 11).mapToObj(i -> variant("v" + i)).toList();
    assertThat(campaign(expiry, eleven.subList(0, 10)).variants()).hasSize(10);
    assertRefused(() -> campaign(expiry, eleven), "variants", "11 entries", "at most 10");
  }

  @Test
  @DisplayName("names at most 10 segments to include and 10 to exclude")
  void acceptsAtMostTenSegmentsAndTenExclusions() {
    List<SegmentId> eleven = Collections.nCopies(11, new SegmentId("buyers"));
    assertRefused(
        () -> campaign("Sale", eleven, List.of()), "segments", "11 entries", "give at most 10");
    assertRefused(
        () -> campaign("Sale", List.of(), eleven), "excluded", "11 entries", "give at most 10");
  }

  @Test
  @DisplayName("is refused with a name of more than one line")
  void name() {
    assertRefused(
        () -> campaign("Sale\nBcc: all", List.of(), List.of()),
        "name",
        "Sale\nBcc: all",
        "on one line");
  }

  @ParameterizedTest(name = "is refused with a priority of {0}")
  @ValueSource(ints = {0, 10, -1})
  void priority(int value) {
    assertRefused(
        () -> new Priority(value), "priority", "" + value, "use 1 (lightest) to 9 (heaviest)");
  }

  @ParameterizedTest(name = "is refused with a variant that weighs {0}")
  @ValueSource(ints = {0, 1001, -1})
  void weight(int value) {
    assertRefused(() -> new Variant("a", value, "", "", ""), "weight", "" + value, "use 1 to 1000");
  }

  @ParameterizedTest(name = "that is {0} is over exactly if it is cancelled or completed")
  @EnumSource
  void knowsWhichStatesAreFinal(CampaignState state) {
    assertThat(state.isFinal())
        .isEqualTo(state == CampaignState.CANCELLED || state == CampaignState.COMPLETED);
  }

  private static Variant variant(String id) {
    return new Variant(id, 1, "Subject", "<p>Hello</p>", "Hello");
  }

  private static Campaign campaign(Instant expiry, List<Variant> variants) {
    return campaign("Sale", List.of(), List.of(), expiry, variants);
  }

  private static Campaign campaign(
      String name, List<SegmentId> segments, List<SegmentId> excluded) {
    return campaign(name, segments, excluded, START.plusSeconds(1), List.of(VARIANT));
  }

  private static Campaign campaign(
      String name,
      List<SegmentId> segments,
      List<SegmentId> excluded,
      Instant expiry,
      List<Variant> variants) {
    return new Campaign(
        new CampaignId("sale"),
        name,
        new TopicId("offers"),
        segments,
        excluded,
        variants,
        Priority.NORMAL,
        START,
        expiry,
        WhenCapped.WAIT,
        Map.of(),
        List.of());
  }
}
