package dev.sluice.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.audit.Person;
import dev.sluice.cli.demo.Habits.Program;
import dev.sluice.cli.demo.Reading.Deed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The reading habits of the demo's people")
class HabitsTest {

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Instant ARRIVAL = Instant.parse("2026-10-22T14:03:07Z");
  private static final List<Person> PEOPLE = Cast.of(1, Integer.MAX_VALUE);
  private static final List<String> CAMPAIGNS = List.of("one", "two", "three", "four");

  @Test
  @DisplayName("are the same for the same seed, and others for another")
  void seeded() {
    assertThat(all(1).map(HabitsTest::readings))
        .containsExactlyElementsOf(all(1).map(HabitsTest::readings).toList());
    assertThat(all(2).map(HabitsTest::readings).toList())
        .isNotEqualTo(all(1).map(HabitsTest::readings).toList());
  }

  @Test
  @DisplayName("let those who buy more open more, and follow a link in some of what they open")
  void stages() {
    assertThat(share("loyal", Deed.OPEN)).isBetween(0.5, 0.8);
    assertThat(share("active", Deed.OPEN)).isBetween(0.35, 0.55);
    assertThat(share("lapsed", Deed.OPEN)).isBetween(0.2, 0.35);
    assertThat(share("inactive", Deed.OPEN)).isBetween(0.05, 0.15);
    assertThat(share("loyal", Deed.FOLLOW)).isBetween(0.1, 0.3);
    assertThat(share("active", Deed.LEAVE)).isBetween(0.001, 0.03);
  }

  @Test
  @DisplayName("let one in five open nothing ever, however much they buy")
  void silent() {
    List<Habits> loyal =
        all(1)
            .filter(habits -> habits.person().stage().equals("loyal"))
            .filter(habits -> habits.program() != Program.PROXY)
            .toList();
    long silent =
        loyal.stream()
            .filter(habits -> CAMPAIGNS.stream().noneMatch(c -> opens(habits, c)))
            .count();
    assertThat(silent / (double) loyal.size()).isBetween(0.1, 0.3);
  }

  @Test
  @DisplayName("are drawn anew for every message, from the seed as well")
  void drawnForEveryMessage() {
    assertThat(all(1).map(habits -> reseeded(habits).readings("one", ARRIVAL)).toList())
        .isNotEqualTo(all(1).map(HabitsTest::readings).toList());
    assertThat(all(1).map(habits -> habits.readings("two", ARRIVAL)).toList())
        .isNotEqualTo(all(1).map(HabitsTest::readings).toList());
  }

  @Test
  @DisplayName("let people open on their own day, a minute after it came at the earliest")
  void looks() {
    assertThat(
            all(1)
                .flatMap(habits ->
                    byPerson(habits, ARRIVAL).map(reading -> reading.at().atZone(habits.zone()))))
        .isNotEmpty()
        .allSatisfy(at -> {
          assertThat(at.toInstant())
              .isBetween(ARRIVAL.plusSeconds(60), ARRIVAL.plus(Duration.ofDays(3)));
          assertThat(at.toLocalTime()).isBetween(LocalTime.of(7, 0), LocalTime.of(22, 0));
        });
  }

  @Test
  @DisplayName("do not hang on the second at which a message comes")
  void seconds() {
    assertThat(all(1).flatMap(habits -> byPerson(habits, ARRIVAL)))
        .containsExactlyElementsOf(
            all(1).flatMap(habits -> byPerson(habits, ARRIVAL.plusSeconds(40))).toList());
  }

  @Test
  @DisplayName(
      "let a proxy or a scanner fetch within ten seconds, so that it is known for a machine")
  void machines() {
    for (Program program : List.of(Program.PROXY, Program.SCANNER)) {
      assertThat(all(1).filter(habits -> habits.program() == program).map(HabitsTest::readings))
          .hasSizeGreaterThan(20)
          .allSatisfy(readings ->
              assertThat(readings.getFirst())
                  .satisfies(first -> assertThat(first.deed()).isEqualTo(Deed.OPEN))
                  .satisfies(
                      first -> assertThat(first.at()).isBetween(ARRIVAL, ARRIVAL.plusSeconds(9))));
    }
    assertThat(all(1).filter(habits -> habits.program() == Program.PROXY))
        .noneMatch(habits -> opens(habits, "one"));
  }

  private static Stream<Habits> all(long seed) {
    return PEOPLE.stream().map(person -> Habits.of(seed, person, NEW_YORK));
  }

  private static Habits reseeded(Habits habits) {
    return new Habits(
        2,
        habits.person(),
        habits.zone(),
        habits.program(),
        habits.looks(),
        habits.opens(),
        habits.follows());
  }

  private static List<Reading> readings(Habits habits) {
    return habits.readings("one", ARRIVAL);
  }

  private static Stream<Reading> byPerson(Habits habits, Instant arrival) {
    return habits.readings("one", arrival).stream()
        .filter(reading -> reading.at().isAfter(arrival.plusSeconds(10)));
  }

  private static boolean opens(Habits habits, String campaign) {
    return habits.readings(campaign, ARRIVAL).stream()
        .anyMatch(reading ->
            reading.deed() == Deed.OPEN && reading.at().isAfter(ARRIVAL.plusSeconds(10)));
  }

  private static double share(String stage, Deed deed) {
    List<Habits> some = all(1).filter(habits -> habits.person().stage().equals(stage)).toList();
    return some.stream()
            .flatMap(habits -> byPerson(habits, ARRIVAL))
            .filter(reading -> reading.deed() == deed)
            .count()
        / (double) some.size();
  }
}
