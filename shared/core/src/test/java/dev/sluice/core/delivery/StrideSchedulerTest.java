package dev.sluice.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.core.delivery.StrideScheduler.Claim;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Fair turns")
class StrideSchedulerTest {

  private static final long SEED = 20261126;
  private static final int TURN = 10;

  private final StrideScheduler<String> turns = new StrideScheduler<>(new SplittableRandom(SEED));
  private final Map<String, Integer> taken = new HashMap<>();

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource({"5, 5", "9, 1", "1, 9", "9, 5", "2, 3", "7, 8"})
  @DisplayName("are dealt by weight")
  void dealsTurnsByWeight(int one, int other) {
    deal(1_000, claim("one", one), claim("other", other));

    assertThat(share("one")).isCloseTo((double) one / (one + other), within(0.01));
  }

  @Test
  @DisplayName("are empty without claims")
  void hasNoNextWithoutClaims() {
    assertThat(turns.next(List.of())).isEmpty();
  }

  @Test
  @DisplayName(
      "give a party that joins later its share from then on, and none of what was used before")
  void newcomersStartWithoutCredit() {
    deal(1_000, claim("old", 5));
    taken.clear();
    deal(100, claim("old", 5), claim("new", 5));

    assertThat(taken.get("new")).isBetween(49 * TURN, 51 * TURN);
  }

  @Test
  @DisplayName("give a party that comes back no credit for its absence")
  void returningPartiesGetNoCreditForTheirAbsence() {
    deal(10, claim("steady", 5), claim("away", 5));
    deal(1_000, claim("steady", 5));
    taken.clear();
    deal(100, claim("steady", 5), claim("away", 5));

    assertThat(taken.get("away")).isBetween(49 * TURN, 51 * TURN);
  }

  @Test
  @DisplayName("charge a party for what others' turns take on its behalf")
  void chargesAPartyForAmountsTakenInOtherTurns() {
    for (int i = 0; i < 300; i++) {
      String party = next(claim("lead", 5), claim("rider", 5), claim("third", 5));
      turns.charge(party, TURN, 5);
      if (party.equals("lead")) {
        turns.charge("rider", TURN, 5);
      }
      turns.endTurn(party, false);
      taken.merge(party, TURN, Integer::sum);
    }

    assertThat(taken.getOrDefault("rider", 0)).isLessThanOrEqualTo(TURN);
    assertThat(share("third")).isCloseTo(0.5, within(0.02));
  }

  @Test
  @DisplayName("do not charge a party that never had a claim")
  void ignoresChargesToUnknownParties() {
    turns.charge("nobody", TURN, 5);
    deal(10, claim("one", 5), claim("nobody", 5));

    assertThat(taken.get("nobody")).isBetween(4 * TURN, 6 * TURN);
  }

  @Test
  @DisplayName("that take nothing are not charged, but after ten in a row another party is next")
  void skipsIdlePartiesAfterTenEmptyTurns() {
    for (int i = 0; i < 110; i++) {
      String party = next(claim("reads", 9), claim("reads too", 9), claim("sends", 1));
      boolean empty = !party.equals("sends");
      turns.charge(party, empty ? 0 : TURN, 1);
      turns.endTurn(party, empty);
      taken.merge(party, 1, Integer::sum);
    }

    int most = StrideScheduler.MAX_EMPTY_TURNS + 1;
    assertThat(taken.get("sends")).isGreaterThanOrEqualTo(110 / (most + 1));
    assertThat(taken.get("reads") + taken.get("reads too")).isGreaterThan(taken.get("sends"));
  }

  @Test
  @DisplayName("that take nothing go on when there is no other party")
  void continuesWithEmptyTurnsWhenAllAreIdle() {
    for (int i = 0; i < 50; i++) {
      assertThat(next(claim("reads", 1))).isEqualTo("reads");
      turns.endTurn("reads", true);
    }
  }

  @Test
  @DisplayName("that take nothing earn no claim to what others took meanwhile")
  void emptyTurnsEarnNoCredit() {
    for (int i = 0; i < 500; i++) {
      String party = next(claim("reads", 5), claim("sends", 5));
      turns.charge(party, party.equals("sends") ? TURN : 0, 5);
      turns.endTurn(party, party.equals("reads"));
    }
    taken.clear();
    deal(100, claim("reads", 5), claim("sends", 5));

    assertThat(taken.get("reads")).isBetween(48 * TURN, 52 * TURN);
  }

  @Test
  @DisplayName("are dealt about by weight over many spells, even if each is shorter than a round")
  void staysFairOverManyShortRuns() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int spell = 0; spell < 4_000; spell++) {
      StrideScheduler<String> own = new StrideScheduler<>(random.split());
      for (int turn = 0; turn < 3; turn++) {
        String party = own.next(crowd()).orElseThrow();
        own.charge(party, TURN, Integer.parseInt(party));
        own.endTurn(party, false);
        taken.merge(party, TURN, Integer::sum);
      }
    }

    IntStream.rangeClosed(1, 9)
        .forEach(weight ->
            assertThat(share(Integer.toString(weight)))
                .as("share of weight %s", weight)
                .isCloseTo(weight / 45.0, within(0.5 * weight / 45.0)));
  }

  /** One of every weight, the heaviest first. */
  private static List<Claim<String>> crowd() {
    return IntStream.rangeClosed(1, 9)
        .map(i -> 10 - i)
        .mapToObj(weight -> claim(Integer.toString(weight), weight))
        .toList();
  }

  @SafeVarargs
  private void deal(int count, Claim<String>... claims) {
    Map<String, Integer> weights = new HashMap<>();
    List.of(claims).forEach(claim -> weights.put(claim.party(), claim.weight()));
    for (int i = 0; i < count; i++) {
      String party = next(claims);
      turns.charge(party, TURN, weights.get(party));
      turns.endTurn(party, false);
      taken.merge(party, TURN, Integer::sum);
    }
  }

  @SafeVarargs
  private String next(Claim<String>... claims) {
    return turns.next(List.of(claims)).orElseThrow();
  }

  private static Claim<String> claim(String party, int weight) {
    return new Claim<>(party, weight);
  }

  private double share(String party) {
    int all = taken.values().stream().mapToInt(Integer::intValue).sum();
    return (double) taken.getOrDefault(party, 0) / all;
  }
}
