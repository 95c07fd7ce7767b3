package dev.sluice.local.template;

import java.time.Duration;
import java.util.Optional;

/**
 * A queue of the template.
 *
 * @param logicalId its name in the template
 * @param name its name in SQS
 * @param arn its ARN
 * @param visibility how long a received message stays hidden from others
 * @param retention how long a message is kept
 * @param redrive where messages go that were received too often
 */
public record QueueSpec(
    String logicalId,
    String name,
    String arn,
    Duration visibility,
    Duration retention,
    Optional<Redrive> redrive) {

  /**
   * Where messages go that were received too often.
   *
   * @param deadLetterArn the ARN of the dead-letter queue
   * @param maxReceiveCount receives before a message goes there, 1 to 1000
   */
  public record Redrive(String deadLetterArn, int maxReceiveCount) {}
}
