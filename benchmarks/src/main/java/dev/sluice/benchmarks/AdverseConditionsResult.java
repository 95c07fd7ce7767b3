package dev.sluice.benchmarks;

/**
 * How transactional mail fared where everything that stops marketing was against it.
 *
 * @param messages messages that were asked for
 * @param accepted messages that SES has accepted in the end
 * @param throttled calls that SES throttled
 * @param mostAttempts most attempts that a message took
 * @param outOfOrder pairs of which the later one left first although both took as many attempts
 * @param marketingShare marketing messages that the day's quota has room for beside the reserve
 * @param marketingBefore marketing messages that had gone out before
 * @param marketingMeanwhile marketing messages that went out meanwhile
 */
public record AdverseConditionsResult(
    int messages,
    int accepted,
    long throttled,
    int mostAttempts,
    long outOfOrder,
    long marketingShare,
    long marketingBefore,
    long marketingMeanwhile) {

  /** Marketing parks a little early at first, as some of what had permits is not counted yet. */
  private static final double SPENT = 0.9;

  /** Tells whether every message was accepted, in order, and whether it was as hostile as said. */
  public boolean meetsTarget() {
    return accepted == messages
        && outOfOrder == 0
        && throttled > 0
        && marketingBefore >= SPENT * marketingShare
        && marketingBefore <= marketingShare
        && marketingMeanwhile == 0;
  }
}
