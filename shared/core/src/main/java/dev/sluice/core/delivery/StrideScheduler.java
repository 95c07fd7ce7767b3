package dev.sluice.core.delivery;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * A scheduler of turns at a scarce resource, in proportion to weights (stride scheduling,
 * Waldspurger and Weihl 1995).
 *
 * <p>Every party has a virtual time that advances by amount / weight of what it takes; the party
 * with the earliest time is next. A party that joins, or joins again, begins at the time of the
 * others, at a random point of the stride of one: so no party has a claim to what was used without
 * it, and in intervals shorter than a round no party is left out every time.
 *
 * @param <P> identifies a party
 */
final class StrideScheduler<P> {

  /** The least common multiple of all weights, so that no charge is rounded. */
  private static final long UNIT = 2520;

  /**
   * Turns in a row that may take nothing. They are not charged, but they cost time: each reads a
   * page in 20 to 50 ms, in which nothing leaves. Ten take half a second, less than a turn that
   * sends.
   */
  static final int MAX_EMPTY_TURNS = 10;

  private final RandomGenerator random;
  private final Map<P, Long> times = new HashMap<>();
  private final Set<P> idleParties = new HashSet<>();
  private Set<P> present = Set.of();
  private long now;
  private int emptyTurns;

  /**
   * A party's claim to a turn.
   *
   * @param weight 1 to 9
   */
  record Claim<P>(P party, int weight) {}

  /** Creates a scheduler that draws the first turns from {@code random}. */
  StrideScheduler(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Returns the party whose turn is next.
   *
   * @param claims of every party that wants a turn; among equals the first gets it
   * @return empty if there are no claims
   */
  Optional<P> next(List<Claim<P>> claims) {
    claims.forEach(this::admit);
    present = claims.stream().map(Claim::party).collect(Collectors.toUnmodifiableSet());
    Optional<P> next =
        eligible(claims).stream().map(Claim::party).min(Comparator.comparingLong(this::timeOf));
    next.ifPresent(party -> now = Math.max(now, timeOf(party)));
    return next;
  }

  /**
   * Charges a party for what was taken on its behalf, whatever turn it was in; an unknown party is
   * not charged.
   *
   * @param weight 1 to 9
   */
  void charge(P party, int amount, int weight) {
    times.computeIfPresent(party, (_, time) -> time + stride(amount, weight));
  }

  /** Ends the turn of a party; {@code empty} if nothing was taken, for itself or others. */
  void endTurn(P party, boolean empty) {
    if (!empty) {
      emptyTurns = 0;
      idleParties.clear();
      return;
    }
    emptyTurns++;
    idleParties.add(party);
    times.merge(party, now, Math::max); // no credit for what others took in the meantime
  }

  private void admit(Claim<P> claim) {
    if (!times.containsKey(claim.party())) {
      times.put(claim.party(), now + random.nextLong(stride(1, claim.weight())));
    } else if (!present.contains(claim.party())) {
      times.merge(claim.party(), now, Math::max);
    }
  }

  /** After too many empty turns, the parties that had one are left out, unless all had. */
  private List<Claim<P>> eligible(List<Claim<P>> claims) {
    if (emptyTurns < MAX_EMPTY_TURNS) {
      return claims;
    }
    List<Claim<P>> others =
        claims.stream().filter(claim -> !idleParties.contains(claim.party())).toList();
    return others.isEmpty() ? claims : others;
  }

  private long timeOf(P party) {
    return times.getOrDefault(party, now);
  }

  private static long stride(int amount, int weight) {
    return UNIT * amount / weight;
  }
}
