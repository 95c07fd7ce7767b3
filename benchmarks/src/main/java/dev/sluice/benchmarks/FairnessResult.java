package dev.sluice.benchmarks;

import java.time.Duration;

/**
 * What became of a {@link FairnessCase}.
 *
 * @param measured what was measured
 * @param sent messages of the small campaign that went out
 * @param took simulated time from its enqueueing to its last message
 * @param largeMeanwhile messages of the large campaign in that time
 */
public record FairnessResult(FairnessCase measured, int sent, Duration took, long largeMeanwhile) {

  /**
   * How much longer than its share needs it may take: two rounds of 64 shards with 25 messages each
   * at 14/s, 150 s each, since the last shard is reached late and may not be through at once; a
   * tick between them; and one run that gets next to no permits, 60 s each.
   */
  public static final Duration ROUNDS = Duration.ofSeconds(2 * 150 + 60 + 60);

  /** How much of its own share the large one must have had meanwhile, in percent. */
  public static final int MIN_LARGE_PERCENT = 90;

  /**
   * Tells whether the small one was through in about its share's time, and the large one went on.
   */
  public boolean meetsTarget() {
    long largeShare = (long) measured.size() * measured.large() / measured.small();
    return sent == measured.size()
        && took.compareTo(measured.shareTime().plus(ROUNDS)) <= 0
        && largeMeanwhile * 100 >= largeShare * MIN_LARGE_PERCENT;
  }
}
