package dev.sluice.verification.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.verification.audit.AuditInput.AuditedSubscriber;
import dev.sluice.verification.demo.ReaderBehaviour.MailClientKind;
import dev.sluice.verification.demo.ReaderBehaviour.ReaderAction;
import dev.sluice.verification.demo.ReaderBehaviour.ReaderAction.Action;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The behaviour of the demo's readers")
class ReaderBehaviourTest {

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Instant ARRIVAL = Instant.parse("2026-10-22T14:03:07Z");
  private static final List<AuditedSubscriber> PEOPLE =
      DemoSubscribers.create(1, Integer.MAX_VALUE);
  private static final List<String> CAMPAIGNS = List.of("one", "two", "three", "four");

  @Test
  @DisplayName("are the same for the same seed, and others for another")
  void isDeterministicForASeed() {
    assertThat(all(1).map(ReaderBehaviourTest::readings))
        .containsExactlyElementsOf(all(1).map(ReaderBehaviourTest::readings).toList());
    assertThat(all(2).map(ReaderBehaviourTest::readings).toList())
        .isNotEqualTo(all(1).map(ReaderBehaviourTest::readings).toList());
  }

  @Test
  @DisplayName("let those who buy more open more, and follow a link in some of what they open")
  void opensMoreInHigherStages() {
    assertThat(share("loyal", Action.OPEN)).isBetween(0.5, 0.8);
    assertThat(share("active", Action.OPEN)).isBetween(0.35, 0.55);
    assertThat(share("lapsed", Action.OPEN)).isBetween(0.2, 0.35);
    assertThat(share("inactive", Action.OPEN)).isBetween(0.05, 0.15);
    assertThat(share("loyal", Action.CLICK)).isBetween(0.1, 0.3);
    assertThat(share("active", Action.UNSUBSCRIBE)).isBetween(0.001, 0.03);
  }

  @Test
  @DisplayName("let one in five open nothing ever, however much they buy")
  void leavesOneInFiveSilent() {
    List<ReaderBehaviour> loyal =
        all(1)
            .filter(behaviour -> behaviour.subscriber().stage().equals("loyal"))
            .filter(behaviour -> behaviour.mailClient() != MailClientKind.PROXY)
            .toList();
    long silent =
        loyal.stream()
            .filter(behaviour -> CAMPAIGNS.stream().noneMatch(c -> opens(behaviour, c)))
            .count();
    assertThat(silent / (double) loyal.size()).isBetween(0.1, 0.3);
  }

  @Test
  @DisplayName("are drawn for every message, and from the seed")
  void variesByMessageAndSeed() {
    assertThat(all(1).map(behaviour -> reseeded(behaviour).actionsFor("one", ARRIVAL)).toList())
        .isNotEqualTo(all(1).map(ReaderBehaviourTest::readings).toList());
    assertThat(all(1).map(behaviour -> behaviour.actionsFor("two", ARRIVAL)).toList())
        .isNotEqualTo(all(1).map(ReaderBehaviourTest::readings).toList());
  }

  @Test
  @DisplayName("let people open on their own day, a minute after it came at the earliest")
  void opensOnTheReadersOwnDay() {
    assertThat(
            all(1)
                .flatMap(behaviour ->
                    byPerson(behaviour, ARRIVAL)
                        .map(reading -> reading.at().atZone(behaviour.zone()))))
        .isNotEmpty()
        .allSatisfy(at -> {
          assertThat(at.toInstant())
              .isBetween(ARRIVAL.plusSeconds(60), ARRIVAL.plus(Duration.ofDays(3)));
          assertThat(at.toLocalTime()).isBetween(LocalTime.of(7, 0), LocalTime.of(22, 0));
        });
  }

  @Test
  @DisplayName("do not hang on the second at which a message comes")
  void ignoresTheSecondOfDelivery() {
    assertThat(all(1).flatMap(behaviour -> byPerson(behaviour, ARRIVAL)))
        .containsExactlyElementsOf(
            all(1).flatMap(behaviour -> byPerson(behaviour, ARRIVAL.plusSeconds(40))).toList());
  }

  @Test
  @DisplayName(
      "let a proxy or a scanner fetch within ten seconds, so that it is known for a machine")
  void fetchesByMachinesWithinTenSeconds() {
    for (MailClientKind program : List.of(MailClientKind.PROXY, MailClientKind.SCANNER)) {
      assertThat(
              all(1)
                  .filter(behaviour -> behaviour.mailClient() == program)
                  .map(ReaderBehaviourTest::readings))
          .hasSizeGreaterThan(20)
          .allSatisfy(readings ->
              assertThat(readings.getFirst())
                  .satisfies(first -> assertThat(first.action()).isEqualTo(Action.OPEN))
                  .satisfies(
                      first -> assertThat(first.at()).isBetween(ARRIVAL, ARRIVAL.plusSeconds(9))));
    }
    assertThat(all(1).filter(behaviour -> behaviour.mailClient() == MailClientKind.PROXY))
        .noneMatch(behaviour -> opens(behaviour, "one"));
  }

  private static Stream<ReaderBehaviour> all(long seed) {
    return PEOPLE.stream().map(person -> ReaderBehaviour.create(seed, person, NEW_YORK));
  }

  private static ReaderBehaviour reseeded(ReaderBehaviour behaviour) {
    return new ReaderBehaviour(
        2,
        behaviour.subscriber(),
        behaviour.zone(),
        behaviour.mailClient(),
        behaviour.mailChecks(),
        behaviour.openPercent(),
        behaviour.clickPercent());
  }

  private static List<ReaderAction> readings(ReaderBehaviour behaviour) {
    return behaviour.actionsFor("one", ARRIVAL);
  }

  private static Stream<ReaderAction> byPerson(ReaderBehaviour behaviour, Instant arrival) {
    return behaviour.actionsFor("one", arrival).stream()
        .filter(reading -> reading.at().isAfter(arrival.plusSeconds(10)));
  }

  private static boolean opens(ReaderBehaviour behaviour, String campaign) {
    return behaviour.actionsFor(campaign, ARRIVAL).stream()
        .anyMatch(reading ->
            reading.action() == Action.OPEN && reading.at().isAfter(ARRIVAL.plusSeconds(10)));
  }

  private static double share(String stage, Action deed) {
    List<ReaderBehaviour> some =
        all(1).filter(behaviour -> behaviour.subscriber().stage().equals(stage)).toList();
    return some.stream()
            .flatMap(behaviour -> byPerson(behaviour, ARRIVAL))
            .filter(reading -> reading.action() == deed)
            .count()
        / (double) some.size();
  }
}
