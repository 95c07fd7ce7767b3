package dev.sluice.local.emulator;

import dev.sluice.local.template.ResolvedStack.QueueSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Creates the queues of a template. */
public final class QueueCreator {

  private QueueCreator() {}

  /**
   * Creates missing queues, without their redrive policies.
   *
   * @return their URLs by logical id and their ARNs by {@code logicalId.Arn}, as the service gave
   *     them
   */
  public static Map<String, String> create(SqsClient client, List<QueueSpec> queues) {
    Map<String, String> names = new LinkedHashMap<>();
    for (QueueSpec queue : queues) {
      String url = create(client, queue);
      names.put(queue.logicalId(), url);
      names.put(queue.logicalId() + ".QueueUrl", url);
      names.put(queue.logicalId() + ".Arn", arn(client, url));
    }
    return names;
  }

  /** Sets the redrive policies, once all ARNs are known. */
  public static void setRedrivePolicies(
      SqsClient client, List<QueueSpec> queues, Map<String, String> names) {
    for (QueueSpec queue : queues) {
      queue
          .redrive()
          .ifPresent(redrive ->
              client.setQueueAttributes(r ->
                  r.queueUrl(names.get(queue.logicalId()))
                      .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy(redrive)))));
    }
  }

  private static String create(SqsClient client, QueueSpec queue) {
    return client
        .createQueue(r ->
            r.queueName(queue.name())
                .attributes(
                    Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        String.valueOf(queue.visibility().toSeconds()),
                        QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                        String.valueOf(queue.retention().toSeconds()))))
        .queueUrl();
  }

  private static String arn(SqsClient client, String url) {
    return client
        .getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes()
        .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
  }

  private static String policy(QueueSpec.Redrive redrive) {
    return "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
        .formatted(redrive.deadLetterArn(), redrive.maxReceiveCount());
  }
}
