package dev.sluice.local.functions;

/**
 * A permission that a function needed: an IAM action on a resource.
 *
 * @param function the function's logical id
 * @param action the action, such as {@code dynamodb:Query}
 * @param resource the ARN
 */
public record UsedPermission(String function, String action, String resource) {}
