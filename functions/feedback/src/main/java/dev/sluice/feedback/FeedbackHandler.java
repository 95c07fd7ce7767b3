package dev.sluice.feedback;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.core.feedback.FeedbackService;
import dev.sluice.core.feedback.SoftBounceLimit;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.shard.DynamoShardStore;
import dev.sluice.dynamodb.subscriber.DynamoSubscriberRepository;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.lambda.FunctionLog;
import dev.sluice.lambda.LogEvent;
import dev.sluice.lambda.SqsEventBatch;
import dev.sluice.messaging.EventBridgeDomainEvents;
import dev.sluice.secrets.LinkKeyProvider;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * The function that hears SES's events, in batches from the queue that EventBridge puts them on.
 */
public final class FeedbackHandler implements RequestStreamHandler {

  /** A year: an address that bounces for longer than that is given up all the same. */
  private static final int MAX_SOFT_BOUNCE_DAYS = 365;

  private final FunctionLog functionLog;
  private final SesEventParser parser;
  private final FeedbackService feedback;

  /** Creates the function as it is deployed. */
  public FeedbackHandler() {
    this(FunctionContext.fromEnvironment());
  }

  /** Creates the function with what it is given from outside. */
  public FeedbackHandler(FunctionContext functionContext) {
    this(
        new SesEventParser(
            new MessageOwnerResolver(LinkKeyProvider.tagTokens(functionContext)),
            functionContext.requiredVariable("LINK_BASE_URL")),
        new FeedbackService(
            functionContext.clock(),
            functionContext.executor(),
            new DynamoSubscriberRepository(DynamoTables.of(functionContext)),
            new DynamoShardStore(DynamoTables.of(functionContext)),
            EventBridgeDomainEvents.of(functionContext),
            softBounceLimit(functionContext)),
        functionContext.log());
  }

  FeedbackHandler(SesEventParser parser, FeedbackService feedback, FunctionLog log) {
    this.functionLog = log;
    this.parser = parser;
    this.feedback = feedback;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context) {
    functionLog.invoke(
        context,
        log -> {
          EventBatch readings =
              EventBatch.parse(SqsEventBatch.parse(event).messages(), parser, log);
          FeedbackService.Outcome outcome = feedback.process(readings.events());
          log.info(LogEvent.FEEDBACK_PROCESSED, readings.logFields(outcome));
          SqsEventBatch.writeFailures(answer, readings.failedMessages(outcome.toRetry()));
        });
  }

  private static SoftBounceLimit softBounceLimit(FunctionContext functionContext) {
    return new SoftBounceLimit(
        functionContext.requiredInt("SOFT_BOUNCES_IN_A_ROW", 2, SoftBounceLimit.MAX_CONSECUTIVE),
        Duration.ofDays(functionContext.requiredInt("SOFT_BOUNCE_DAYS", 0, MAX_SOFT_BOUNCE_DAYS)));
  }
}
