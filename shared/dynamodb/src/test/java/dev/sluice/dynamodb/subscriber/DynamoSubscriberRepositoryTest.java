package dev.sluice.dynamodb.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.contract.Samples;
import dev.sluice.core.contract.SubscriberRepositoryContract;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import dev.sluice.dynamodb.fixture.PartialBatchClient;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A subscriber repository in DynamoDB")
class DynamoSubscriberRepositoryTest extends SubscriberRepositoryContract
    implements DynamoStoreFixture {

  @Test
  @DisplayName("stores what a busy table leaves out of a batch")
  void storesUnprocessedItemsOfABatch() {
    DynamoSubscriberRepository busy =
        new DynamoSubscriberRepository(
            TABLES.withClient(PartialBatchClient.wrap(TABLES.get().client())));
    List<SubscriberId> ids = Samples.idsOf(new Shard(5), 40);
    busy.saveAll(ids.stream().map(Samples::subscriber).toList());
    assertThat(ids).allMatch(id -> repository().find(id).isPresent());
  }
}
