package dev.sluice.local.template;

import java.util.List;

/**
 * A rule of its own on an event bus, which puts events on queues.
 *
 * @param logicalId its id in the template
 * @param bus the name or ARN of the bus
 * @param pattern the event pattern, JSON
 * @param queueArns where matching events go
 */
public record RuleSpec(String logicalId, String bus, String pattern, List<String> queueArns) {
  public RuleSpec {
    queueArns = List.copyOf(queueArns);
  }
}
