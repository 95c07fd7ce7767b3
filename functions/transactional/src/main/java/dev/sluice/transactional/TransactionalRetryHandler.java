package dev.sluice.transactional;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.core.transactional.TransactionalRetryService;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.lambda.FunctionLog;
import dev.sluice.lambda.InvocationLog;
import dev.sluice.lambda.LogEvent;
import dev.sluice.lambda.SqsEventBatch;
import dev.sluice.messaging.RetryTaskMessage;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * The function that answers the calls about transactional messages, a batch side by side; what
 * fails comes again without holding up the others.
 */
public final class TransactionalRetryHandler implements RequestStreamHandler {

  private final FunctionLog functionLog;
  private final TransactionalModule module;
  private final ExecutorService executor;

  /** Creates the function as it is deployed. */
  public TransactionalRetryHandler() {
    this(FunctionContext.fromEnvironment());
  }

  /** Creates the function with what it is given from outside. */
  public TransactionalRetryHandler(FunctionContext functionContext) {
    this(
        TransactionalModule.of(functionContext), functionContext.executor(), functionContext.log());
  }

  TransactionalRetryHandler(TransactionalModule parts, ExecutorService executor, FunctionLog log) {
    this.functionLog = log;
    this.module = parts;
    this.executor = executor;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context) {
    functionLog.invoke(
        context,
        log -> {
          SqsEventBatch.writeFailures(answer, retry(SqsEventBatch.parse(event).messages(), log));
        });
  }

  /** Returns the messages that have to be delivered again. */
  private List<SqsEventBatch.Message> retry(
      List<SqsEventBatch.Message> messages, InvocationLog log) {
    TransactionalRetryService retries = module.retries(log);
    List<Future<Boolean>> answered =
        messages.stream()
            .map(message -> executor.submit(() -> retry(retries, message, log)))
            .toList();
    List<SqsEventBatch.Message> failed = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      if (!succeeded(answered.get(i))) {
        failed.add(messages.get(i));
      }
    }
    return failed;
  }

  private static boolean retry(
      TransactionalRetryService retries, SqsEventBatch.Message message, FunctionLog log) {
    try {
      retries
          .retry(RetryTaskMessage.decode(message.body()))
          .ifPresent(now ->
              log.info(
                  LogEvent.MESSAGE_RETRIED,
                  Map.of(
                      "messageId",
                      message.id(),
                      "transactionalMessage",
                      now.id(),
                      "state",
                      now.state().getClass().getSimpleName())));
      return true;
    } catch (RuntimeException e) {
      log.error(LogEvent.MESSAGE_RETRY_FAILED, Map.of("messageId", message.id()), e);
      return false;
    }
  }

  private static boolean succeeded(Future<Boolean> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      return false; // an Error, such as too little memory: the call comes again
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
