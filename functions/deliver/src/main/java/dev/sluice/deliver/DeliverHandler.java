package dev.sluice.deliver;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.core.delivery.ShardWorker;
import dev.sluice.core.delivery.ShardWorker.RunResult;
import dev.sluice.core.sharding.Shard;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.lambda.FunctionLog;
import dev.sluice.lambda.LogEvent;
import dev.sluice.lambda.Metric;
import dev.sluice.lambda.SqsEventBatch;
import dev.sluice.messaging.ShardMessage;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The function that works on a shard when the queue calls it. */
public final class DeliverHandler implements RequestStreamHandler {

  /** Time kept back from the function's own limit for the last batch and the release. */
  private static final Duration DEADLINE_MARGIN = Duration.ofSeconds(20);

  private final InstantSource clock;
  private final FunctionLog functionLog;
  private final DeliverMetrics metrics;
  private final ShardWorker worker;

  /** Creates the function as it is deployed. */
  public DeliverHandler() {
    this(FunctionContext.fromEnvironment());
  }

  /** Creates the function with what it is given from outside. */
  public DeliverHandler(FunctionContext functionContext) {
    this.clock = functionContext.clock();
    this.functionLog = functionContext.log();
    this.metrics = new DeliverMetrics(functionLog);
    this.worker = DeliverModule.shardWorker(functionContext, metrics);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context) {
    functionLog.invoke(
        context,
        log -> {
          Instant deadline =
              clock.instant().plusMillis(context.getRemainingTimeInMillis()).minus(DEADLINE_MARGIN);
          List<SqsEventBatch.Message> failed = new ArrayList<>();
          for (SqsEventBatch.Message message : SqsEventBatch.parse(event).messages()) {
            if (!processShard(message, deadline, log)) {
              failed.add(message);
            }
          }
          metrics.logProblems();
          SqsEventBatch.writeFailures(answer, failed);
        });
  }

  private boolean processShard(SqsEventBatch.Message message, Instant deadline, FunctionLog log) {
    try {
      Shard shard = ShardMessage.decode(message.body());
      RunResult result = worker.work(shard, deadline);
      boolean noPermits = result == RunResult.PARKED;
      log.info(
          noPermits ? LogEvent.NO_PERMITS : LogEvent.SHARD_PROCESSED,
          Map.of("messageId", message.id(), "shard", shard.label(), "result", result));
      log.count(Metric.RUNS_WITHOUT_PERMITS, noPermits ? 1 : 0);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (RuntimeException e) {
      log.error(LogEvent.SHARD_FAILED, Map.of("messageId", message.id()), e);
      return false;
    }
  }
}
