package dev.sluice.dynamodb.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.consent.Consents;
import dev.sluice.core.contract.Samples;
import dev.sluice.core.contract.SubscriberStoreContract;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.state.SubscriberStore;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import dev.sluice.dynamodb.fixture.PartialBatchClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of subscribers kept in DynamoDB")
class DynamoSubscriberStoreTest extends SubscriberStoreContract implements DynamoStoreFixture {

  @Override
  protected SubscriberStore store() {
    return new DynamoSubscriberStore(TABLES.get());
  }

  @Test
  @DisplayName("what a busy table leaves out of a batch is stored all the same")
  void storesWhatABatchLeftUnprocessed() {
    DynamoSubscriberStore busy =
        new DynamoSubscriberStore(
            TABLES.withClient(PartialBatchClient.wrap(TABLES.get().client())));
    List<SubscriberId> ids = Samples.idsOf(new Shard(5), 40);
    busy.saveAll(ids.stream().map(Samples::subscriber).toList());
    assertThat(ids).allMatch(id -> repository().find(id).isPresent());
  }

  @Test
  @DisplayName("choices made before the subscriber was stored are kept")
  void keepsChoicesMadeBeforeCreation() {
    SubscriberId id = new SubscriberId("anna");
    repository().commit(SubscriberState.initial(id).with(left()));
    assertThat(store().create(Samples.subscriber(id), SubscriberState.initial(id), List.of()))
        .isEqualTo(SubscriberStore.Creation.CREATED);
    assertThat(repository().find(id).orElseThrow().state().consents()).isEqualTo(left());
  }

  private static Consents left() {
    return new Consents(Map.of(), Optional.of(Samples.NOON), Optional.empty(), Optional.empty());
  }
}
