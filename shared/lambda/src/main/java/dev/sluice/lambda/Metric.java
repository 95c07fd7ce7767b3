package dev.sluice.lambda;

import java.util.Locale;

/**
 * The metrics that functions publish in the namespace {@value #NAMESPACE}.
 *
 * <p>Names are an interface: alarms, the dashboard and {@code docs/OPERATIONS.md} depend on them.
 * An invocation publishes only those that are not zero.
 */
public enum Metric {
  /** Marketing messages that SES accepted. */
  SENT("Sent"),
  /** Marketing messages for which SES gave no answer. */
  UNCONFIRMED("Unconfirmed"),
  /**
   * Marketing messages that SES throttled, or did not accept because it accepts none for now; also
   * by cause, such as {@code WithheldAccessDenied}.
   */
  WITHHELD("Withheld"),
  /** Sends that were deferred to a later instant. */
  WAITED("Waited"),
  /** Sends that were dropped; also by reason, such as {@code DroppedExpired}. */
  DROPPED("Dropped"),
  /** Marketing messages that were ready and got no permit at the first request. */
  PERMITS_REFUSED("PermitsRefused"),
  /** Runs on a shard that ended because there were no permits for a longer time. */
  RUNS_WITHOUT_PERMITS("RunsWithoutPermits"),
  /** Runs on a shard in which SES accepted nothing and withheld something. */
  RUNS_WITHHELD("RunsWithheld"),
  /** 1 for each minute in which marketing is held. */
  MARKETING_HELD("MarketingHeld"),
  /** Transactional messages that SES accepted. */
  TRANSACTIONAL_ACCEPTED("TransactionalAccepted"),
  /** Attempts to send a transactional message that SES did not accept yet, or did not answer. */
  TRANSACTIONAL_PENDING("TransactionalPending"),
  /** Transactional messages that SES refused. */
  TRANSACTIONAL_REFUSED("TransactionalRefused"),
  /** SES events about messages to subscribers. */
  FEEDBACK_EVENTS("FeedbackEvents"),
  /** SES events that were ignored; also by reason, such as {@code FeedbackIgnoredForged}. */
  FEEDBACK_IGNORED("FeedbackIgnored"),
  /** Messages on the feedback queue that are not SES events. */
  FEEDBACK_UNREADABLE("FeedbackUnreadable"),
  /** Domain events that the event bus did not accept. */
  DOMAIN_EVENTS_LOST("DomainEventsLost"),
  /** How long an invocation took in milliseconds, by function. */
  RUN_TIME("RunTime"),
  /** First invocations of an execution environment, by function. */
  COLD_STARTS("ColdStarts");

  /** The CloudWatch namespace of all metrics. */
  public static final String NAMESPACE = "Sluice";

  /** The dimension of all metrics: the name of the stack, so that two stacks do not mix. */
  public static final String STACK = "Stack";

  /** The second dimension of {@link #RUN_TIME} and {@link #COLD_STARTS}. */
  public static final String FUNCTION = "Function";

  private final String metricName;

  Metric(String metricName) {
    this.metricName = metricName;
  }

  /** Returns the name as it is published. */
  public String metricName() {
    return metricName;
  }

  /** Returns the name of the part of this metric that has a reason: {@code DroppedExpired}. */
  public String metricName(Enum<?> reason) {
    StringBuilder name = new StringBuilder(metricName);
    for (String word : reason.name().split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }
}
