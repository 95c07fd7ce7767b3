package dev.sluice.core.contract;

import static dev.sluice.core.contract.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignAction;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.CampaignStore;
import dev.sluice.core.campaign.CampaignStore.Creation;
import dev.sluice.core.campaign.CampaignStore.Page;
import dev.sluice.core.campaign.CampaignStore.StoredCampaign;
import dev.sluice.core.campaign.CampaignSummary;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.campaign.Priority;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.campaign.Variant;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.state.CampaignNameResolver;
import dev.sluice.core.state.SendKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The contract of {@link CampaignStore}. */
public abstract class CampaignStoreContract implements ConcurrencyContract {

  private static final Instant LATER = NOON.plusSeconds(60);
  private static final SendCounts COUNTS = new SendCounts(90, 2, 0, Map.of(DropCode.EXPIRED, 8L));

  /** A clock that tests set. */
  protected final SettableClock clock = new SettableClock(LATER);

  /** Returns the store under test, the same one during a test. */
  protected abstract CampaignStore store();

  /** Returns the campaigns that have not been closed, as workers see them. */
  protected abstract List<TrackedCampaign> open();

  /** Returns the names of the campaigns in the store under test. */
  protected abstract CampaignNameResolver names();

  /** Returns the revision of the rules, as workers see it. */
  protected abstract long rulesRevision();

  @Test
  @DisplayName("a revision replaces the content, counts it, and loses against another change")
  void revisesContent() {
    store().create(campaign("spring"), NOON);
    TrackedCampaign seen = store().find(new CampaignId("spring")).orElseThrow().tracked();
    TrackedCampaign next =
        seen.withContent(
            List.of(new Variant("b", 1, "Other subject", "<p>Other</p>", "")),
            Map.of("firstName", "you"));

    assertThat(store().revise(next)).isTrue();
    assertThat(store().revise(next)).as("again, with the version of before").isFalse();

    TrackedCampaign stored = store().find(new CampaignId("spring")).orElseThrow().tracked();
    assertThat(stored.campaign()).isEqualTo(next.campaign());
    assertThat(stored.contentRevision()).isEqualTo(2);
    assertThat(stored.version()).isEqualTo(seen.version() + 1);
    assertThat(store().update(CampaignAction.PAUSE.apply(stored, NOON))).isTrue();
    assertThat(store().find(new CampaignId("spring")).orElseThrow().tracked().contentRevision())
        .as("once paused")
        .isEqualTo(2);
  }

  @Test
  @DisplayName("every change of a campaign begins a revision of the rules, and a refused one none")
  void everyChangeBeginsARevision() {
    long before = rulesRevision();
    store().create(campaign("spring"), NOON);
    assertThat(rulesRevision()).isEqualTo(before + 1);
    store().create(campaign("spring"), NOON);
    assertThat(rulesRevision()).isEqualTo(before + 1);
    TrackedCampaign seen = tracked("spring");
    store().update(changed(seen, CampaignState.PAUSED, 1));
    assertThat(rulesRevision()).isEqualTo(before + 2);
    store().update(changed(seen, CampaignState.CANCELLED, 1));
    assertThat(rulesRevision()).isEqualTo(before + 2);
  }

  @Test
  @DisplayName("closing a campaign begins no revision: its sends have all been decided")
  void closingBeginsNoRevision() {
    store().create(campaign("spring"), NOON);
    long before = rulesRevision();
    store().close(tracked("spring"), COUNTS);
    assertThat(rulesRevision()).isEqualTo(before);
  }

  @Test
  @DisplayName("a new campaign is active and read as it was stored")
  void readsNewCampaignAsStored() {
    Campaign campaign = campaign("spring");
    assertThat(store().create(campaign, NOON)).isEqualTo(Creation.CREATED);
    TrackedCampaign tracked = new TrackedCampaign(campaign, CampaignState.ACTIVE, 1, NOON, 1);
    assertThat(store().find(campaign.id())).contains(new StoredCampaign(tracked, Optional.empty()));
    assertThat(open()).containsExactly(tracked);
  }

  @Test
  @DisplayName("an unknown campaign reads as empty")
  void findsNoUnknownCampaign() {
    assertThat(store().find(new CampaignId("spring"))).isEmpty();
    assertThat(open()).isEmpty();
  }

  @Test
  @DisplayName("a campaign is never replaced")
  void neverReplacesCampaign() {
    store().create(campaign("spring"), NOON);
    assertThat(store().create(campaign("spring"), LATER)).isEqualTo(Creation.EXISTS);
    assertThat(tracked("spring").changedAt()).isEqualTo(NOON);
  }

  @Test
  @DisplayName("a large campaign is read as it was stored")
  void readsLargeCampaignAsStored() {
    String body = "<p>Õun & <b>{{firstName}}</b></p>\n".repeat(5_000);
    Variant large = new Variant("a", 1, "Subject", body, body);
    Campaign campaign = campaign("large", List.of(large));
    store().create(campaign, NOON);
    assertThat(tracked("large").campaign()).isEqualTo(campaign);
  }

  @Test
  @DisplayName("a changed state is seen by workers")
  void showsChangedStateToWorkers() {
    store().create(campaign("spring"), NOON);
    TrackedCampaign paused = changed(tracked("spring"), CampaignState.PAUSED, 1);
    assertThat(store().update(paused)).isTrue();
    assertThat(tracked("spring")).isEqualTo(next(paused));
    assertThat(open()).containsExactly(next(paused));
    TrackedCampaign resumed = changed(tracked("spring"), CampaignState.ACTIVE, 2);
    assertThat(store().update(resumed)).isTrue();
    assertThat(open()).containsExactly(next(resumed));
  }

  @Test
  @DisplayName("a change loses to one it has not seen")
  void rejectsChangeOfStaleVersion() {
    store().create(campaign("spring"), NOON);
    TrackedCampaign seen = tracked("spring");
    store().update(changed(seen, CampaignState.PAUSED, 1));
    assertThat(store().update(changed(seen, CampaignState.CANCELLED, 2))).isFalse();
    assertThat(store().close(seen, COUNTS)).isFalse();
    assertThat(tracked("spring").state()).isEqualTo(CampaignState.PAUSED);
    assertThat(open()).hasSize(1);
  }

  @Test
  @DisplayName("closing completes an active campaign for good")
  void completesActiveCampaignOnClose() {
    store().create(campaign("spring"), NOON);
    TrackedCampaign seen = tracked("spring");
    assertThat(store().close(seen, COUNTS)).isTrue();
    assertThat(store().find(seen.id()))
        .contains(
            new StoredCampaign(
                next(
                    new TrackedCampaign(
                        seen.campaign(), CampaignState.COMPLETED, 1, LATER, seen.version())),
                Optional.of(COUNTS)));
    assertThat(open()).isEmpty();
    assertThat(store().close(seen, COUNTS)).isFalse();
  }

  @Test
  @DisplayName("closing leaves a cancelled campaign cancelled")
  void keepsCancelledCampaignCancelledOnClose() {
    store().create(campaign("spring"), NOON);
    store().update(changed(tracked("spring"), CampaignState.CANCELLED, 2));
    assertThat(open()).as("until its scan is completed").hasSize(1);
    assertThat(store().close(tracked("spring"), COUNTS)).isTrue();
    assertThat(tracked("spring").state()).isEqualTo(CampaignState.CANCELLED);
    assertThat(open()).isEmpty();
  }

  @Test
  @DisplayName("names are found by the keys of sends, also once a campaign has ended")
  void findsNamesBySendKeys() {
    store().create(campaign("spring"), NOON);
    store().create(campaign("autumn"), NOON);
    store().close(tracked("spring"), COUNTS);
    SendKey spring = SendKey.of(new CampaignId("spring"));
    SendKey unknown = SendKey.of(new CampaignId("winter"));
    assertThat(names().findAll(Set.of(spring, unknown)))
        .isEqualTo(
            Map.of(
                spring,
                new CampaignNameResolver.NamedCampaign(
                    new CampaignId("spring"), "The spring sale", Samples.OFFERS)));
    assertThat(names().findAll(Set.of())).isEmpty();
  }

  @Test
  @DisplayName("as many sends are named at once as the limit says")
  void findsAsManyNamesAsTheLimit() {
    Set<SendKey> keys =
        IntStream.range(0, CampaignNameResolver.MAX_KEYS)
            .mapToObj(i -> SendKey.of(new CampaignId("campaign-" + i)))
            .collect(Collectors.toSet());
    store().create(campaign("campaign-7"), NOON);
    assertThat(names().findAll(keys)).hasSize(1);
  }

  @Test
  @DisplayName("the list shows every campaign once, in order")
  void listsEveryCampaignOnceInOrder() {
    for (String id : List.of("d", "a", "c", "b", "e")) {
      store().create(campaign(id), NOON);
    }
    store().close(tracked("b"), COUNTS);
    for (int limit : List.of(1, 2, 5, CampaignStore.MAX_PAGE)) {
      List<CampaignSummary> seen = listed(limit);
      assertThat(seen)
          .extracting(summary -> summary.id().value())
          .containsExactly("a", "b", "c", "d", "e");
      assertThat(seen.get(1).finalCounts()).contains(COUNTS);
      assertThat(seen.getFirst()).isEqualTo(CampaignSummary.of(tracked("a"), Optional.empty()));
    }
  }

  @Test
  @DisplayName("of many changes at once one is made")
  void acceptsOneOfConcurrentChanges() throws Exception {
    assumeAtomic();
    store().create(campaign("spring"), NOON);
    TrackedCampaign paused = changed(tracked("spring"), CampaignState.PAUSED, 1);
    assertThat(ConcurrentTasks.runConcurrently(() -> store().update(paused)))
        .containsOnlyOnce(true);
    assertThat(tracked("spring").version()).isEqualTo(2);
  }

  @Test
  @DisplayName("of 32 campaigns created at once beside 190, exactly 10 are stored")
  void neverStoresMoreActiveCampaignsThanTheLimit() throws Exception {
    assumeAtomic();
    createActive(190);
    List<Creation> outcomes =
        ConcurrentTasks.runConcurrently(
            IntStream.range(0, 32)
                .<Callable<Creation>>mapToObj(i -> () -> create("new-" + i))
                .toList());
    assertThat(outcomes).filteredOn(Creation.CREATED::equals).hasSize(10);
    assertThat(outcomes).filteredOn(Creation.TOO_MANY_ACTIVE::equals).hasSize(22);
    assertThat(open()).hasSize(CampaignStore.MAX_ACTIVE);
    assertThat(
            IntStream.range(0, 32)
                .filter(i -> store().find(new CampaignId("new-" + i)).isPresent())
                .count())
        .as("a refused campaign is not stored")
        .isEqualTo(10);
  }

  @Test
  @DisplayName("a campaign that is closed makes room for exactly one other")
  void acceptsOneMoreCampaignAfterClosingOne() {
    // Such a store also ignores the request token: a retry after a lost reply finds its own write.
    assumeAtomic();
    createActive(CampaignStore.MAX_ACTIVE);
    assertThat(create("more")).isEqualTo(Creation.TOO_MANY_ACTIVE);
    assertThat(create("active-007")).isEqualTo(Creation.EXISTS);

    TrackedCampaign ended = tracked("active-007");
    assertThat(store().close(ended, COUNTS)).isTrue();
    assertThat(store().close(ended, COUNTS)).isFalse();
    assertThat(store().close(tracked("active-007"), COUNTS)).isFalse();

    assertThat(create("more")).isEqualTo(Creation.CREATED);
    assertThat(create("another")).isEqualTo(Creation.TOO_MANY_ACTIVE);
    assertThat(open()).hasSize(CampaignStore.MAX_ACTIVE);
  }

  private void createActive(int count) {
    for (int i = 0; i < count; i++) {
      assertThat(create("active-%03d".formatted(i))).isEqualTo(Creation.CREATED);
    }
  }

  private Creation create(String id) {
    return store().create(campaign(id), NOON);
  }

  /** Returns a campaign with everything a campaign can have. */
  protected static Campaign campaign(String id) {
    return campaign(
        id,
        List.of(
            new Variant("a", 3, "Hello {{firstName}}", "<p>Hello</p>", "Hello"),
            new Variant("b", 1, "Tere", "<p>Tere, õed!</p>", "Tere, õed!")));
  }

  private static Campaign campaign(String id, List<Variant> variants) {
    return new Campaign(
        new CampaignId(id),
        "The " + id + " sale",
        Samples.OFFERS,
        List.of(new SegmentId("buyers"), new SegmentId("estonia")),
        List.of(new SegmentId("staff")),
        variants,
        new Priority(8),
        NOON,
        NOON.plus(Duration.ofDays(30)),
        WhenCapped.DROP,
        Map.of("firstName", "friend"),
        List.of());
  }

  private TrackedCampaign tracked(String id) {
    return store().find(new CampaignId(id)).orElseThrow().tracked();
  }

  private List<CampaignSummary> listed(int limit) {
    List<CampaignSummary> seen = new ArrayList<>();
    Page page = store().list(Optional.empty(), limit);
    seen.addAll(page.campaigns());
    while (page.next().isPresent()) {
      page = store().list(page.next(), limit);
      seen.addAll(page.campaigns());
    }
    return seen;
  }

  private static TrackedCampaign changed(TrackedCampaign seen, CampaignState state, int pass) {
    return new TrackedCampaign(seen.campaign(), state, pass, LATER, seen.version());
  }

  private static TrackedCampaign next(TrackedCampaign written) {
    return new TrackedCampaign(
        written.campaign(),
        written.state(),
        written.pass(),
        written.changedAt(),
        written.version() + 1);
  }
}
