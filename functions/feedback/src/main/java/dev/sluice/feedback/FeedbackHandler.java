package dev.sluice.feedback;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.aws.events.EventBridgeDomainEvents;
import dev.sluice.aws.lambda.Log;
import dev.sluice.aws.lambda.SqsBatch;
import dev.sluice.aws.ses.MailWiring;
import dev.sluice.aws.store.DynamoFeedbackStore;
import dev.sluice.aws.store.DynamoShardStore;
import dev.sluice.aws.store.Tables;
import dev.sluice.aws.wiring.Wiring;
import dev.sluice.scheduling.feedback.Feedback;
import dev.sluice.scheduling.feedback.FeedbackDesk;
import dev.sluice.scheduling.feedback.SoftBounceLimit;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * The function that hears SES's events, in batches from the queue that EventBridge puts them on.
 */
public final class FeedbackHandler implements RequestStreamHandler {

  /** A year: an address that bounces for longer than that is given up all the same. */
  private static final int MAX_DAYS = 365;

  private final ReportReader reader;
  private final Feedback feedback;

  /** Creates the function as it is deployed. */
  public FeedbackHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the function with what it is given from outside. */
  public FeedbackHandler(Wiring wiring) {
    this(
        new ReportReader(
            new SubscriberTags(MailWiring.links(wiring)), wiring.required("LINK_BASE_URL")),
        new FeedbackDesk(
            wiring.clock(),
            wiring.executor(),
            new DynamoFeedbackStore(Tables.of(wiring)),
            new DynamoShardStore(Tables.of(wiring)),
            EventBridgeDomainEvents.of(wiring),
            limit(wiring)));
  }

  FeedbackHandler(ReportReader reader, FeedbackDesk desk) {
    this.reader = reader;
    this.feedback = new Feedback(desk);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context) {
    Log log = new Log(context);
    Readings readings = Readings.of(SqsBatch.read(event).messages(), reader, log);
    try {
      Feedback.Outcome outcome = feedback.hear(readings.reports());
      log.info("feedback heard", readings.told(outcome));
      SqsBatch.writeFailures(answer, readings.failed(outcome.unheard()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: the batch comes again", e);
    }
  }

  private static SoftBounceLimit limit(Wiring wiring) {
    return new SoftBounceLimit(
        wiring.wholeNumber("SOFT_BOUNCES_IN_A_ROW", 2, SoftBounceLimit.MAX_IN_A_ROW),
        Duration.ofDays(wiring.wholeNumber("SOFT_BOUNCE_DAYS", 0, MAX_DAYS)));
  }
}
