package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.store.DynamoAudience;
import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.contract.AudienceContract;
import dev.sluice.scheduling.contract.Samples;
import dev.sluice.scheduling.delivery.Audience;
import dev.sluice.scheduling.delivery.Audience.Page;
import dev.sluice.scheduling.delivery.Cursor;
import dev.sluice.scheduling.standing.Standing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An audience in DynamoDB")
class DynamoAudienceTest extends AudienceContract implements OnTables {

  @Override
  protected Audience audience() {
    return new DynamoAudience(TABLES.get());
  }

  @Test
  @DisplayName("a standing that belongs to nobody is passed over")
  void nobody() {
    Shard shard = new Shard(3);
    List<SubscriberId> ids = Samples.idsOf(shard, 5);
    for (SubscriberId id : ids) {
      standings().commit(Samples.plus(Standing.blank(id), Samples.sent("spring", Samples.NOON)));
    }
    put(Samples.subscriber(ids.getLast()));
    Cursor cursor = new Cursor.Start();
    List<SubscriberId> seen = new ArrayList<>();
    for (int pages = 0; pages < 10; pages++) {
      Page page = audience().page(shard, cursor, 1);
      page.records().forEach(found -> seen.add(found.id()));
      cursor = page.end();
    }
    assertThat(seen).containsExactly(ids.getLast());
    assertThat(cursor).isEqualTo(new Cursor.End());
    assertThat(standings().read(ids.getFirst())).isEmpty();
  }
}
