package dev.sluice.local.functions;

import dev.sluice.local.functions.AwsCallListener.AwsCall;
import dev.sluice.local.template.PhysicalNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;

/**
 * Records every permission that functions have needed, each once, as IAM would check it.
 *
 * <p>Calls from outside the functions are left out.
 */
public final class PermissionRecorder implements AwsCallListener {

  private final Set<UsedPermission> used = ConcurrentHashMap.newKeySet();
  private final PhysicalNames names;
  private final Map<String, String> secretArns;

  /**
   * Creates an empty recorder.
   *
   * @param names account and region for ARNs
   * @param secretArns ARNs of secrets by their names
   */
  public PermissionRecorder(PhysicalNames names, Map<String, String> secretArns) {
    this.names = names;
    this.secretArns = Map.copyOf(secretArns);
  }

  /** Returns the permissions needed so far. */
  public Set<UsedPermission> usedPermissions() {
    return Set.copyOf(used);
  }

  @Override
  public void afterCall(AwsCall call) {
    if (!call.function().equals(AwsCall.NO_FUNCTION)) {
      permissions(call).forEach(used::add);
    }
  }

  private Stream<UsedPermission> permissions(AwsCall call) {
    SdkRequest request = call.request();
    return switch (request) {
      case TransactWriteItemsRequest write ->
          write.transactItems().stream().map(item -> transacted(call, item));
      case TransactGetItemsRequest get ->
          get.transactItems().stream()
              .map(TransactGetItem::get)
              .map(item -> permission(call, "dynamodb:GetItem", table(item.tableName())));
      case PutEventsRequest put ->
          put.entries().stream()
              .map(entry ->
                  permission(
                      call,
                      "events:PutEvents",
                      bus(Optional.ofNullable(entry.eventBusName()).orElse("default"))));
      case SendEmailRequest send -> sending(call, send);
      default -> resources(request).stream().map(r -> permission(call, action(call), r));
    };
  }

  private UsedPermission transacted(AwsCall call, TransactWriteItem item) {
    if (item.put() != null) {
      return permission(call, "dynamodb:PutItem", table(item.put().tableName()));
    }
    if (item.update() != null) {
      return permission(call, "dynamodb:UpdateItem", table(item.update().tableName()));
    }
    if (item.delete() != null) {
      return permission(call, "dynamodb:DeleteItem", table(item.delete().tableName()));
    }
    return permission(
        call, "dynamodb:ConditionCheckItem", table(item.conditionCheck().tableName()));
  }

  private Stream<UsedPermission> sending(AwsCall call, SendEmailRequest send) {
    String from = Optional.ofNullable(send.fromEmailAddress()).orElse("");
    String address = from.replaceAll(".*<|>.*", "");
    String domain = address.substring(address.lastIndexOf('@') + 1);
    return Stream.concat(
            Stream.of("identity/" + domain),
            Optional.ofNullable(send.configurationSetName()).stream()
                .map(set -> "configuration-set/" + set))
        .map(resource -> permission(call, "ses:SendEmail", arn("ses", resource)));
  }

  /** Batches of SQS need the permission of the single operation. */
  private static String action(AwsCall call) {
    String operation = call.operation();
    return call.service().equals("sqs") && operation.endsWith("Batch")
        ? "sqs:" + operation.substring(0, operation.length() - "Batch".length())
        : call.service() + ":" + operation;
  }

  private List<String> resources(SdkRequest request) {
    List<String> found = new ArrayList<>();
    Optional<String> tableName = request.getValueForField("TableName", String.class);
    Optional<String> index = request.getValueForField("IndexName", String.class);
    tableName.ifPresent(t -> found.add(table(t) + index.map(i -> "/index/" + i).orElse("")));
    request
        .getValueForField("RequestItems", Map.class)
        .ifPresent(
            items -> ((Map<?, ?>) items).forEach((t, keys) -> found.add(table(t.toString()))));
    request.getValueForField("QueueUrl", String.class).ifPresent(url -> found.add(queue(url)));
    request
        .getValueForField("SecretId", String.class)
        .ifPresent(id -> found.add(secretArns.getOrDefault(id, id)));
    request
        .getValueForField("EmailIdentity", String.class)
        .ifPresent(identity -> found.add(arn("ses", "identity/" + identity)));
    request
        .getValueForField("ConfigurationSetName", String.class)
        .ifPresent(set -> found.add(arn("ses", "configuration-set/" + set)));
    if (request instanceof DescribeRuleRequest rule) {
      found.add(arn("events", "rule/" + rule.name()));
    }
    return found.isEmpty() ? List.of("*") : found;
  }

  private static UsedPermission permission(AwsCall call, String action, String resource) {
    return new UsedPermission(call.function(), action, resource);
  }

  private String table(String name) {
    return arn("dynamodb", "table/" + name);
  }

  private String queue(String url) {
    return arn("sqs", url.substring(url.lastIndexOf('/') + 1));
  }

  private String bus(String nameOrArn) {
    return nameOrArn.startsWith("arn:") ? nameOrArn : arn("events", "event-bus/" + nameOrArn);
  }

  private String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + names.region() + ":" + names.account() + ":" + resource;
  }

  /**
   * A permission that a function needed: an IAM action on a resource.
   *
   * @param function the function's logical id
   * @param action the action, such as {@code dynamodb:Query}
   * @param resource the ARN
   */
  public record UsedPermission(String function, String action, String resource) {}
}
