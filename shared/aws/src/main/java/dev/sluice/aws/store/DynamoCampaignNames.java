package dev.sluice.aws.store;

import static java.util.stream.Collectors.toMap;

import dev.sluice.scheduling.delivery.CampaignNames;
import dev.sluice.scheduling.standing.SendKey;
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
public final class DynamoCampaignNames implements CampaignNames {

  private final ControlTable table;

  /** Creates it. */
  public DynamoCampaignNames(Tables tables) {
    this.table = new ControlTable(tables);
  }

  /** Keys that DynamoDB leaves unprocessed stay unnamed: the page is worth more than a name. */
  @Override
  public Map<SendKey, Named> of(Set<SendKey> keys) {
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
        .map(CampaignItems::named)
        .collect(toMap(named -> SendKey.of(named.campaign()), named -> named));
  }

  private static List<Map<String, AttributeValue>> items(Set<SendKey> keys) {
    return keys.stream().map(CampaignItems::nameKey).toList();
  }
}
