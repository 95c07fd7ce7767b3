package dev.sluice.dynamodb.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.contract.Samples;
import dev.sluice.core.contract.ShardReaderContract;
import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardReader;
import dev.sluice.core.sharding.ShardReader.Page;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An audience in DynamoDB")
class DynamoShardReaderTest extends ShardReaderContract implements DynamoStoreFixture {

  @Override
  protected ShardReader audience() {
    return new DynamoShardReader(TABLES.get());
  }

  @Test
  @DisplayName("a standing that belongs to nobody is passed over")
  void skipsStatesWithoutSubscriber() {
    Shard shard = new Shard(3);
    List<SubscriberId> ids = Samples.idsOf(shard, 5);
    for (SubscriberId id : ids) {
      repository()
          .commit(
              Samples.withSend(SubscriberState.initial(id), Samples.sent("spring", Samples.NOON)));
    }
    saveSubscriber(Samples.subscriber(ids.getLast()));
    Cursor cursor = new Cursor.Start();
    List<SubscriberId> seen = new ArrayList<>();
    for (int pages = 0; pages < 10; pages++) {
      Page page = audience().readPage(shard, cursor, 1);
      page.records().forEach(found -> seen.add(found.id()));
      cursor = page.end();
    }
    assertThat(seen).containsExactly(ids.getLast());
    assertThat(cursor).isEqualTo(new Cursor.End());
    assertThat(repository().find(ids.getFirst())).isEmpty();
  }
}
