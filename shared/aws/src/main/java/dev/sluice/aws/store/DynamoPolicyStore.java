package dev.sluice.aws.store;

import dev.sluice.aws.json.Json;
import dev.sluice.aws.json.PolicyJson;
import dev.sluice.scheduling.policy.PolicyStore;
import dev.sluice.scheduling.policy.SendPolicy;
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

  /** As many people as may change the policy in the same instant: each round, one gets through. */
  private static final int MAX_ATTEMPTS = 32;

  private final ControlTable table;

  /** Creates it. */
  public DynamoPolicyStore(Tables tables) {
    this.table = new ControlTable(tables);
  }

  @Override
  public SendPolicy current() {
    return table.query(table.ofKind(POLICY).scanIndexForward(false).limit(1)).stream()
        .findFirst()
        .map(DynamoPolicyStore::policy)
        .orElse(SendPolicy.INITIAL);
  }

  @Override
  public Optional<SendPolicy> revision(long revision) {
    return revision == SendPolicy.INITIAL.revision()
        ? Optional.of(SendPolicy.INITIAL)
        : table.get(POLICY, id(revision)).map(DynamoPolicyStore::policy);
  }

  @Override
  public SendPolicy add(SendPolicy rules) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      SendPolicy next = rules.as(current().revision() + 1);
      if (table.putIfAbsent(item(next))) {
        return next;
      }
    }
    throw new IllegalStateException(
        "the policy keeps changing: " + MAX_ATTEMPTS + " attempts lost");
  }

  private static Map<String, AttributeValue> item(SendPolicy policy) {
    return Map.of(
        ControlTable.KIND,
        Attributes.text(POLICY),
        ControlTable.ID,
        Attributes.text(id(policy.revision())),
        JSON,
        Attributes.text(Json.write(PolicyJson.write(policy))));
  }

  private static SendPolicy policy(Item item) {
    return Json.read(Json.parse(item.text(JSON)), PolicyJson.policy());
  }

  private static String id(long revision) {
    return "%019d".formatted(revision);
  }
}
