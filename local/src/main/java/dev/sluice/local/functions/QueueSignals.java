package dev.sluice.local.functions;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Tells the pollers of a queue what was sent to it, so that they need not ask. */
final class QueueSignals implements AwsCallListener {

  private final InstantSource clock;
  private final List<QueuePoller> pollers = new CopyOnWriteArrayList<>();

  QueueSignals(InstantSource clock) {
    this.clock = clock;
  }

  void add(QueuePoller poller) {
    pollers.add(poller);
  }

  @Override
  public void afterCall(AwsCall call) {
    SdkRequest request = call.request();
    switch (request) {
      case SendMessageRequest send -> signalPollers(send.queueUrl(), send.delaySeconds());
      case SendMessageBatchRequest batch ->
          batch.entries().forEach(entry -> signalPollers(batch.queueUrl(), entry.delaySeconds()));
      case ChangeMessageVisibilityRequest change ->
          signalPollers(change.queueUrl(), change.visibilityTimeout());
      default -> {}
    }
  }

  private void signalPollers(
      String queueUrl, @org.jspecify.annotations.Nullable Integer delaySeconds) {
    Duration delay = Duration.ofSeconds(Optional.ofNullable(delaySeconds).orElse(0));
    Instant visible = clock.instant().plus(delay);
    pollers.stream()
        .filter(poller -> poller.queueUrl().equals(queueUrl))
        .forEach(poller -> poller.expectMessagesAt(visible));
  }
}
