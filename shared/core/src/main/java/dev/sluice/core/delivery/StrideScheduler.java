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
 * Turns at something scarce, dealt by weight: next is whoever has had least of it for their weight.
 *
 * <p>Every party has a virtual time that moves on by amount / weight of what it takes, and the
 * earliest is next (stride scheduling, Waldspurger and Weihl 1995). Who comes, or comes back,
 * begins where the others are, at a random point of the stride of one: so nobody has a claim to
 * what went out without them, and in spells shorter than a round nobody is left out every time.
 *
 * @param <P> what tells parties apart
 */
final class StrideScheduler<P> {

  /** The least common multiple of all weights, so that no charge is rounded. */
  private static final long UNIT = 2520;

  /**
   * Turns in a row that may take nothing. They are free but not for nothing: each is a page read in
   * 20 to 50 ms, in which nothing leaves. Ten are half a second, less than a turn that sends takes.
   */
  static final int MAX_EMPTY_TURNS = 10;

  private final RandomGenerator random;
  private final Map<P, Long> times = new HashMap<>();
  private final Set<P> idleParties = new HashSet<>();
  private Set<P> present = Set.of();
  private long now;
  private int emptyTurns;

  /**
   * Somebody who wants a turn.
   *
   * @param weight 1 to 9
   */
  record Claim<P>(P party, int weight) {}

  /** Deals the first turns from {@code random}. */
  StrideScheduler(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Returns whose turn is next.
   *
   * @param claims everybody who wants one; among equals the first gets it
   * @return empty if nobody wants one
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
   * Charges a party for what was taken on its behalf, in whosever turn; nothing if it is unknown.
   *
   * @param weight 1 to 9
   */
  void charge(P party, int amount, int weight) {
    times.computeIfPresent(party, (_, time) -> time + stride(amount, weight));
  }

  /** Notes that the turn of a party is over, and whether it took nothing, for itself or others. */
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

  /** After too many empty turns those who had one stand back, unless everybody had. */
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
