package dev.sluice.core.contract;

import static dev.sluice.core.contract.Samples.NOON;
import static dev.sluice.core.contract.Samples.subscriber;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.erasure.ErasureKey;
import dev.sluice.core.erasure.ErasureMark;
import dev.sluice.core.state.StateUpdate;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.state.SubscriberRepository.Creation;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.Inbox;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Claiming and releasing inboxes. */
public interface InboxClaimContract extends SubscriberStoresFixture {

  SubscriberId CRM = new SubscriberId("crm-1");
  SubscriberId SHOP = new SubscriberId("shop-9");
  String SHARED = "shared@example.com";

  @Test
  @DisplayName("the second of two ids with one address is not stored, in whatever case it is")
  default void rejectsSecondIdOfAnInbox() {
    assertThat(repository().saveAll(List.of(subscriber(CRM, SHARED)))).isEmpty();

    assertThat(repository().saveAll(List.of(subscriber(SHOP, "Shared@Example.com"))))
        .isEqualTo(Map.of(SHOP, CRM));
    assertThat(repository().create(subscriber(SHOP, "SHARED@example.com"), Optional.empty()))
        .isEqualTo(new Creation.InboxTaken(CRM));

    assertThat(repository().find(SHOP)).isEmpty();
    assertThat(repository().findState(SHOP)).isEqualTo(SubscriberState.initial(SHOP));
    assertThat(owner(SHARED)).contains(CRM);
  }

  @Test
  @DisplayName("of two ids with one address in one batch, the first is stored")
  default void storesFirstIdOfABatch() {
    Subscriber other = subscriber(new SubscriberId("other"));

    assertThat(
            repository().saveAll(List.of(subscriber(CRM, SHARED), other, subscriber(SHOP, SHARED))))
        .isEqualTo(Map.of(SHOP, CRM));

    assertThat(repository().find(CRM)).isPresent();
    assertThat(repository().find(other.id())).isPresent();
    assertThat(repository().find(SHOP)).isEmpty();
  }

  @Test
  @DisplayName("one id among the new ones of a batch with a taken address leaves the others stored")
  default void storesTheRestOfABatch() {
    repository().saveAll(List.of(subscriber(CRM, SHARED)));
    List<Subscriber> others =
        IntStream.range(0, SubscriberRepository.MAX_BATCH - 1)
            .mapToObj(i -> subscriber(new SubscriberId("customer-" + i)))
            .toList();

    assertThat(
            repository()
                .saveAll(
                    Stream.concat(others.stream(), Stream.of(subscriber(SHOP, SHARED))).toList()))
        .isEqualTo(Map.of(SHOP, CRM));

    assertThat(others).allMatch(one -> repository().find(one.id()).isPresent());
  }

  @Test
  @DisplayName("a new address claims its inbox and releases the old one")
  default void movesClaimWithTheAddress() {
    repository().saveAll(List.of(subscriber(CRM, SHARED)));

    assertThat(repository().saveAll(List.of(subscriber(CRM, "new@example.com")))).isEmpty();

    assertThat(owner(SHARED)).isEmpty();
    assertThat(owner("new@example.com")).contains(CRM);
    assertThat(repository().saveAll(List.of(subscriber(SHOP, SHARED)))).isEmpty();
    assertThat(owner(SHARED)).contains(SHOP);
  }

  @Test
  @DisplayName("an address that another id has is not taken over: the old one stays")
  default void keepsOldAddressIfNewOneIsTaken() {
    repository().saveAll(List.of(subscriber(CRM, SHARED), subscriber(SHOP, "shop@example.com")));

    assertThat(repository().saveAll(List.of(subscriber(SHOP, SHARED))))
        .isEqualTo(Map.of(SHOP, CRM));

    assertThat(repository().find(SHOP).orElseThrow().subscriber().address())
        .isEqualTo(new EmailAddress("shop@example.com"));
    assertThat(owner("shop@example.com")).contains(SHOP);
  }

  @Test
  @DisplayName("an address in another case is stored, and its inbox stays claimed")
  default void storesAddressInAnotherCase() {
    repository().saveAll(List.of(subscriber(CRM, SHARED)));

    assertThat(repository().saveAll(List.of(subscriber(CRM, "Shared@example.com")))).isEmpty();

    assertThat(repository().find(CRM).orElseThrow().subscriber().address().value())
        .isEqualTo("Shared@example.com");
    assertThat(owner(SHARED)).contains(CRM);
  }

  @Test
  @DisplayName("an address passes from one id to another within a batch, in either order")
  default void passesAddressOnWithinABatch() {
    repository().saveAll(List.of(subscriber(CRM, SHARED), subscriber(SHOP, "shop@example.com")));

    assertThat(
            repository()
                .saveAll(List.of(subscriber(SHOP, SHARED), subscriber(CRM, "new@example.com"))))
        .isEmpty();

    assertThat(owner(SHARED)).contains(SHOP);
    assertThat(owner("new@example.com")).contains(CRM);
    assertThat(owner("shop@example.com")).isEmpty();
  }

  @Test
  @DisplayName("an erasure releases the inbox, and one that saw another address is a conflict")
  default void releasesInboxOnErasure() {
    repository().saveAll(List.of(subscriber(CRM, SHARED)));
    SubscriberRecord seen = repository().find(CRM).orElseThrow();
    repository().saveAll(List.of(subscriber(CRM, "new@example.com")));

    assertThat(erase(seen)).isEqualTo(Commit.CONFLICT);
    assertThat(owner("new@example.com")).contains(CRM);
    assertThat(erase(repository().find(CRM).orElseThrow())).isEqualTo(Commit.COMMITTED);

    assertThat(owner("new@example.com")).isEmpty();
    assertThat(repository().saveAll(List.of(subscriber(SHOP, "new@example.com")))).isEmpty();
  }

  @Test
  @DisplayName("an erased id that is stored again keeps its inbox when the erasure completes")
  default void keepsClaimOfReturnedSubscriber() {
    repository().saveAll(List.of(subscriber(CRM, SHARED)));
    erase(repository().find(CRM).orElseThrow());
    SubscriberState left = repository().findIncludingErased(CRM).orElseThrow().state();
    repository().saveAll(List.of(subscriber(CRM, SHARED)));

    assertThat(repository().delete(left)).isEqualTo(Commit.CONFLICT);

    assertThat(repository().find(CRM)).isPresent();
    assertThat(owner(SHARED)).contains(CRM);
  }

  @Test
  @DisplayName("of many ids that are stored with one address at once, exactly one wins")
  default void letsOneOfManyWin() throws Exception {
    assumeAtomic();
    for (int round = 0; round < 10; round++) {
      String address = "race-" + round + "@example.com";
      List<Subscriber> racers = new ArrayList<>();
      for (int i = 0; i < ConcurrentTasks.COUNT; i++) {
        racers.add(subscriber(new SubscriberId("racer-" + round + "-" + i), address));
      }
      List<Map<SubscriberId, SubscriberId>> taken =
          ConcurrentTasks.runConcurrently(
              racers.stream()
                  .<Callable<Map<SubscriberId, SubscriberId>>>map(
                      racer -> () -> repository().saveAll(List.of(racer)))
                  .toList());

      SubscriberId winner = owner(address).orElseThrow();
      Map<SubscriberId, SubscriberId> losers = new HashMap<>();
      taken.forEach(losers::putAll);
      assertThat(losers).hasSize(ConcurrentTasks.COUNT - 1).doesNotContainKey(winner);
      assertThat(losers.values()).containsOnly(winner);
      assertThat(racers.stream().filter(one -> repository().find(one.id()).isPresent()))
          .extracting(Subscriber::id)
          .containsExactly(winner);
    }
  }

  @Test
  @DisplayName("whatever addresses one id is given at once, it owns the inbox it ends with, alone")
  default void leavesOneClaimAfterConcurrentChanges() throws Exception {
    assumeAtomic();
    repository().saveAll(List.of(subscriber(CRM, SHARED)));
    List<Callable<Map<SubscriberId, SubscriberId>>> changes =
        IntStream.range(0, ConcurrentTasks.COUNT)
            .<Callable<Map<SubscriberId, SubscriberId>>>mapToObj(
                i -> () -> repository().saveAll(List.of(subscriber(CRM, (i % 4) + "@example.com"))))
            .toList();
    ConcurrentTasks.runConcurrently(changes);

    Inbox last = Inbox.of(repository().find(CRM).orElseThrow().subscriber().address());
    Set<Inbox> all =
        Stream.concat(Stream.of(SHARED), IntStream.range(0, 4).mapToObj(i -> i + "@example.com"))
            .map(address -> Inbox.of(new EmailAddress(address)))
            .collect(toSet());
    assertThat(repository().findOwners(all)).isEqualTo(Map.of(last, CRM));
  }

  private Optional<SubscriberId> owner(String address) {
    Inbox inbox = Inbox.of(new EmailAddress(address));
    return Optional.ofNullable(repository().findOwners(Set.of(inbox)).get(inbox));
  }

  private Commit erase(SubscriberRecord seen) {
    ErasureMark mark =
        new ErasureMark(
            new ErasureKey(new byte[ErasureKey.MIN_SECRET_BYTES]).hash(seen.id()),
            NOON,
            ConsentSource.API);
    return repository()
        .commit(StateUpdate.erasure(seen.state(), seen.subscriber().address(), List.of(mark)));
  }
}
