package dev.sluice.messaging;

import dev.sluice.core.transactional.RetryQueue;
import dev.sluice.core.transactional.RetryTask;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue of retry tasks in Amazon SQS, one message for each task. */
public final class SqsRetryQueue implements RetryQueue {

  private final SqsClient sqs;
  private final String url;

  /** Creates a client of the queue at {@code url}. */
  public SqsRetryQueue(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  @Override
  public void enqueue(RetryTask task, Duration delay) {
    sqs.sendMessage(request ->
        request
            .queueUrl(url)
            .messageBody(RetryTaskMessage.encode(task))
            .delaySeconds(Math.toIntExact(delay.toSeconds())));
  }
}
