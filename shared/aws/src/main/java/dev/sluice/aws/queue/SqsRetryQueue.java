package dev.sluice.aws.queue;

import dev.sluice.scheduling.transactional.RetryQueue;
import dev.sluice.scheduling.transactional.Summons;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue of calls about transactional messages in SQS, one message for each call. */
public final class SqsRetryQueue implements RetryQueue {

  private final SqsClient sqs;
  private final String url;

  /** Creates it for the queue at {@code url}. */
  public SqsRetryQueue(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  @Override
  public void call(Summons summons, Duration delay) {
    sqs.sendMessage(request ->
        request
            .queueUrl(url)
            .messageBody(SummonsMessage.body(summons))
            .delaySeconds(Math.toIntExact(delay.toSeconds())));
  }
}
