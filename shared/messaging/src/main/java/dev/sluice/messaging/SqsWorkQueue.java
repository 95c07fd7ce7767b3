package dev.sluice.messaging;

import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.WorkQueue;
import dev.sluice.lambda.AwsClientType;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** The queue of shards in Amazon SQS, one message for each shard. */
public final class SqsWorkQueue implements WorkQueue {

  /** The client of SQS. */
  public static final AwsClientType<SqsClient> CLIENT =
      AwsClientType.retrying(
          SqsClient.class, "SQS", AwsClientType.CALL_TIMEOUT, SqsClient::builder);

  /** Messages that SQS takes in one request. */
  private static final int BATCH = 10;

  private final SqsClient sqs;
  private final String url;

  /** Creates a client of the queue at {@code url}. */
  public SqsWorkQueue(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  @Override
  public void enqueue(List<Shard> shards) {
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
              + " messages: "
              + response.failed().getFirst().message());
    }
  }

  private static SendMessageBatchRequestEntry entry(Shard shard) {
    return SendMessageBatchRequestEntry.builder()
        .id(shard.label())
        .messageBody(ShardMessage.encode(shard))
        .build();
  }
}
