package dev.sluice.aws.queue;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.delivery.WorkQueue;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** The work queue in SQS, one message for each call. */
public final class SqsWorkQueue implements WorkQueue {

  /** Messages that SQS takes in one request. */
  private static final int BATCH = 10;

  private final SqsClient sqs;
  private final String url;

  /** Creates it for the queue at {@code url}. */
  public SqsWorkQueue(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  @Override
  public void call(List<Shard> shards) {
    for (int from = 0; from < shards.size(); from += BATCH) {
      send(shards.subList(from, Math.min(from + BATCH, shards.size())));
    }
  }

  private void send(List<Shard> shards) {
    List<SendMessageBatchRequestEntry> entries = shards.stream().map(SqsWorkQueue::entry).toList();
    SendMessageBatchResponse response =
        sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entries));
    if (response.hasFailed() && !response.failed().isEmpty()) {
      throw new IllegalStateException(
          "the work queue refused "
              + response.failed().size()
              + " of "
              + entries.size()
              + " calls: "
              + response.failed().getFirst().message());
    }
  }

  private static SendMessageBatchRequestEntry entry(Shard shard) {
    return SendMessageBatchRequestEntry.builder()
        .id(shard.label())
        .messageBody(ShardMessage.body(shard))
        .build();
  }
}
