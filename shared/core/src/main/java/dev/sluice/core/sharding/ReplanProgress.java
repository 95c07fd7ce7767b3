package dev.sluice.core.sharding;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the subscribers of a shard that wait have been replanned after a change of the rules.
 *
 * @param revision the revision of the rules by which everyone who waits was planned, or a later one
 * @param pass the pass that replans them by a later revision, if one has begun
 */
public record ReplanProgress(long revision, Optional<Pass> pass) {

  /** The progress of a shard in which nothing was ever replanned. */
  public static final ReplanProgress NONE = new ReplanProgress(0, Optional.empty());

  /**
   * A pass over everyone who waits, in the order in which they are due.
   *
   * <p>When the rules change again, the pass goes on by the new ones, and afterwards repeats the
   * part that was behind it. So it is never thrown back: each subscriber is replanned within one
   * round of the last change, however often the rules change.
   *
   * @param revision the revision of the rules that it replans by
   * @param reached everyone before this position has been replanned in this round
   * @param repeatUntil who is due up to this instant has been replanned by an earlier revision
   *     only, and is replanned in a second round; empty if there is none
   * @param isRepeating whether this is the second round
   */
  public record Pass(
      long revision, DuePosition reached, Optional<Instant> repeatUntil, boolean isRepeating) {

    /** Returns a pass that has not begun; who is due at {@code now} is left to their turn. */
    static Pass begin(long revision, Instant now) {
      return new Pass(revision, DuePosition.after(now), Optional.empty(), false);
    }

    /** Returns the pass by a later revision of the rules. */
    Pass changedTo(long later) {
      return new Pass(later, reached, Optional.of(reached.dueAt()), false);
    }

    Pass at(DuePosition position) {
      return new Pass(revision, position, repeatUntil, isRepeating);
    }

    /** Returns whether everyone before {@code repeatUntil} has been replanned again. */
    boolean hasRepeated() {
      return isRepeating && repeatUntil.filter(reached.dueAt()::isAfter).isPresent();
    }

    /** Returns the second round, if there is to be one. */
    Optional<Pass> nextRound(Instant now) {
      return repeatUntil
          .filter(until -> !isRepeating && until.isAfter(now))
          .map(until -> new Pass(revision, DuePosition.after(now), Optional.of(until), true));
    }
  }

  /**
   * Returns the progress under rules of this revision: a pass begins if they are later than those
   * that were replanned by, or goes on by them.
   */
  public ReplanProgress underRules(long rulesRevision, Instant now) {
    long known = pass.map(Pass::revision).orElse(revision);
    if (rulesRevision <= known) {
      return this;
    }
    Pass next =
        pass.map(one -> one.changedTo(rulesRevision))
            .orElseGet(() -> Pass.begin(rulesRevision, now));
    return new ReplanProgress(revision, Optional.of(next));
  }

  /** Returns the progress of a shard in which nothing waits: there is nothing to replan. */
  public static ReplanProgress nothingWaits(long rulesRevision) {
    return new ReplanProgress(rulesRevision, Optional.empty());
  }

  /** Returns the progress once everyone before a position has been replanned. */
  public ReplanProgress reached(DuePosition position) {
    return pass.map(one -> one.at(position))
        .map(one -> one.hasRepeated() ? ended(one) : new ReplanProgress(revision, Optional.of(one)))
        .orElse(this);
  }

  /** Returns the progress once no subscriber is behind the position. */
  public ReplanProgress reachedEnd(Instant now) {
    return pass.map(one ->
            one.nextRound(now)
                .map(round -> new ReplanProgress(revision, Optional.of(round)))
                .orElseGet(() -> ended(one)))
        .orElse(this);
  }

  private static ReplanProgress ended(Pass pass) {
    return new ReplanProgress(pass.revision(), Optional.empty());
  }
}
