package dev.sluice.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.contract.Samples;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.service.SubscriberImport;
import dev.sluice.core.service.SubscriberImportService;
import dev.sluice.core.service.SubscriberImportService.CreateResult;
import dev.sluice.core.service.SubscriberImportService.ImportResult;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Two ids with one address")
final class SharedAddressTest {

  private static final SubscriberId CRM = new SubscriberId("crm-1");
  private static final SubscriberId SHOP = new SubscriberId("shop-9");
  private static final Map<TopicId, TopicChoice> SUBSCRIBED =
      Map.of(Samples.OFFERS, new TopicChoice(Subscription.SUBSCRIBED, Cadence.AS_IT_COMES));

  private final WorkerFixture world = new WorkerFixture();
  private final SubscriberImportService imports = world.importService();

  @Test
  @DisplayName("get each campaign once")
  void inboxGetsEachCampaignOnce() {
    importBoth();
    world.campaigns.announce("spring", 5);

    Shard.all().forEach(world::work);

    assertThat(world.renderer.sent).hasSize(1);
  }

  @Test
  @DisplayName("are named: the second is not stored, and the answer says who has the address")
  void secondIdIsNamed() {
    assertThat(importBoth().taken()).isEqualTo(Map.of(SHOP, CRM));
    assertThat(imports.create(of(SHOP, "SHARED@example.com", SUBSCRIBED)))
        .isEqualTo(new CreateResult.InboxTaken(CRM));
  }

  @Test
  @DisplayName("cannot bring back mail that the first unsubscribed from")
  void optOutHoldsForTheInbox() {
    imports.importAll(List.of(of(CRM, "shared@example.com", Map.of())));
    world
        .consentService()
        .change(
            CRM,
            List.of(new ConsentChange.UnsubscribedFromAll()),
            ConsentSource.PREFERENCE_CENTRE,
            Optional.empty());

    imports.importAll(List.of(of(SHOP, "Shared@Example.com", SUBSCRIBED)));
    world.campaigns.announce("spring", 5);
    Shard.all().forEach(world::work);

    assertThat(world.renderer.sent).isEmpty();
    assertThat(world.subscribers.findState(SHOP)).isEqualTo(SubscriberState.initial(SHOP));
    assertThat(world.subscribers.records(SHOP, Optional.empty(), 10).records()).isEmpty();
  }

  @Test
  @DisplayName("are both refused once the person behind the address was erased")
  void erasureHoldsForTheInbox() {
    importBoth();
    world.erasureService().erase(CRM, ConsentSource.API);

    ImportResult result = imports.importAll(List.of(of(SHOP, "Shared@Example.com", SUBSCRIBED)));

    assertThat(result.erased()).containsOnlyKeys(SHOP);
    assertThat(result.taken()).isEmpty();
  }

  private ImportResult importBoth() {
    return imports.importAll(
        List.of(
            of(CRM, "shared@example.com", SUBSCRIBED), of(SHOP, "Shared@Example.com", SUBSCRIBED)));
  }

  private static SubscriberImport of(
      SubscriberId id, String address, Map<TopicId, TopicChoice> choices) {
    return new SubscriberImport(Samples.subscriber(id, address), choices, false);
  }
}
