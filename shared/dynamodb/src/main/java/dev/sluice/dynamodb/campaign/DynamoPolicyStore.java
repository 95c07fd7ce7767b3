package dev.sluice.dynamodb.campaign;

import dev.sluice.core.policy.PolicyStore;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.support.OptimisticLock;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.RulesRevision;
import dev.sluice.dynamodb.item.WriteTransaction;
import dev.sluice.json.Json;
import dev.sluice.json.SendPolicyJson;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Policies in the control table: kind {@code policy}, the revision in 19 digits as identifier, the
 * policy as JSON in {@code json}.
 */
public final class DynamoPolicyStore implements PolicyStore {

  private static final String POLICY = "policy";
  private static final String JSON = "json";

  private final ControlTable table;

  public DynamoPolicyStore(DynamoTables tables) {
    this.table = new ControlTable(tables);
  }

  @Override
  public SendPolicy current() {
    return table.queryPage(table.queryByKind(POLICY).scanIndexForward(false).limit(1)).stream()
        .findFirst()
        .map(DynamoPolicyStore::policy)
        .orElse(SendPolicy.INITIAL);
  }

  @Override
  public Optional<SendPolicy> findRevision(long revision) {
    return revision == SendPolicy.INITIAL.revision()
        ? Optional.of(SendPolicy.INITIAL)
        : table.find(POLICY, id(revision)).map(DynamoPolicyStore::policy);
  }

  @Override
  public SendPolicy add(SendPolicy rules) {
    return OptimisticLock.update(
        "the policy",
        () -> {
          SendPolicy next = rules.withRevision(current().revision() + 1);
          boolean isStored =
              new WriteTransaction(table.client())
                  .putAbsent(table.name(), item(next))
                  .add(new RulesRevision(table).increment())
                  .execute()
                  .isWritten();
          return isStored ? Optional.of(next) : Optional.empty();
        });
  }

  private static Map<String, AttributeValue> item(SendPolicy policy) {
    return Map.of(
        ControlTable.KIND,
        ItemBuilder.text(POLICY),
        ControlTable.ID,
        ItemBuilder.text(id(policy.revision())),
        JSON,
        ItemBuilder.text(Json.encode(SendPolicyJson.toJson(policy))));
  }

  private static SendPolicy policy(Item item) {
    return Json.decode(Json.parse(item.text(JSON)), SendPolicyJson.decoder());
  }

  private static String id(long revision) {
    return "%019d".formatted(revision);
  }
}
