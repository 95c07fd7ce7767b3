package dev.sluice.local.template;

import java.util.List;

/**
 * One statement of a function's policy.
 *
 * @param effect {@code Allow} or {@code Deny}
 * @param actions IAM actions such as {@code dynamodb:Query}; may hold wildcards
 * @param resources ARNs; may hold wildcards
 * @param condition the statement's condition as JSON, {@code {}} if none
 */
public record PolicyStatement(
    String effect, List<String> actions, List<String> resources, String condition) {

  public PolicyStatement {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
  }
}
