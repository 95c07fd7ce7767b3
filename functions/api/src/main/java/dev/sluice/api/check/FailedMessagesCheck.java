package dev.sluice.api.check;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Checks that the dead-letter queues are empty. */
record FailedMessagesCheck(SqsClient sqs, List<String> queueUrls) {

  static final String CODE = "queues.dead-letters";

  List<CheckFinding> run() {
    List<CheckFinding> findings = new ArrayList<>();
    for (String url : queueUrls) {
      String name = url.substring(url.lastIndexOf('/') + 1);
      String messages =
          sqs.getQueueAttributes(get ->
                  get.queueUrl(url)
                      .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
              .attributes()
              .getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0");
      if (!messages.equals("0")) {
        findings.add(
            CheckFinding.warning(
                CODE,
                "%s holds %s messages".formatted(name, messages),
                "Something failed repeatedly; the alarm of this queue says what the messages are.",
                "See 'Alarms' in docs/OPERATIONS.md for the cause; fix it, then redrive or delete"
                    + " them."));
      }
    }
    return findings.isEmpty()
        ? List.of(
            CheckFinding.ok(
                CODE, "all %d dead-letter queues are empty".formatted(queueUrls.size())))
        : findings;
  }
}
