package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.store.DynamoSubscribers;
import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.contract.Samples;
import dev.sluice.scheduling.contract.SubscriberStoreContract;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.SubscriberStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of subscribers kept in DynamoDB")
class DynamoSubscribersTest extends SubscriberStoreContract implements OnTables {

  @Override
  protected SubscriberStore store() {
    return new DynamoSubscribers(TABLES.get());
  }

  @Test
  @DisplayName("what a busy table leaves out of a batch is stored all the same")
  void busyTable() {
    DynamoSubscribers busy =
        new DynamoSubscribers(TABLES.through(BusyClient.of(TABLES.get().client())));
    List<SubscriberId> ids = Samples.idsOf(new Shard(5), 40);
    busy.putAll(ids.stream().map(Samples::subscriber).toList());
    assertThat(ids).allMatch(id -> standings().read(id).isPresent());
  }

  @Test
  @DisplayName("choices made before the subscriber was stored are kept")
  void earlierChoices() {
    SubscriberId id = new SubscriberId("anna");
    standings().commit(Standing.blank(id).with(left()));
    assertThat(store().create(Samples.subscriber(id), Standing.blank(id), List.of()))
        .isEqualTo(SubscriberStore.Creation.CREATED);
    assertThat(standings().read(id).orElseThrow().standing().consents()).isEqualTo(left());
  }

  private static Consents left() {
    return new Consents(Map.of(), Optional.of(Samples.NOON), Optional.empty(), Optional.empty());
  }
}
