package dev.sluice.dynamodb.campaign;

import static java.util.stream.Collectors.toMap;

import dev.sluice.core.state.CampaignNameResolver;
import dev.sluice.core.state.SendKey;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * The names of campaigns in the control table, by the keys of their sends, as {@link CampaignItems}
 * describes.
 */
public final class DynamoCampaignNames implements CampaignNameResolver {

  private final ControlTable table;

  public DynamoCampaignNames(DynamoTables tables) {
    this.table = new ControlTable(tables);
  }

  /** Keys that DynamoDB leaves unprocessed stay unnamed: the page is worth more than a name. */
  @Override
  public Map<SendKey, NamedCampaign> findAll(Set<SendKey> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    BatchGetItemRequest request =
        BatchGetItemRequest.builder()
            .requestItems(
                Map.of(table.name(), KeysAndAttributes.builder().keys(items(keys)).build()))
            .build();
    return table.client().batchGetItem(request).responses().values().stream()
        .flatMap(List::stream)
        .map(Item::new)
        .map(CampaignItems::toCampaignName)
        .collect(toMap(named -> SendKey.of(named.campaign()), named -> named));
  }

  private static List<Map<String, AttributeValue>> items(Set<SendKey> keys) {
    return keys.stream().map(CampaignItems::nameKey).toList();
  }
}
