package dev.sluice.scheduling.contract;

import static dev.sluice.scheduling.contract.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.SegmentId;
import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.CampaignState;
import dev.sluice.scheduling.campaign.Priority;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.campaign.Variant;
import dev.sluice.scheduling.campaign.WhenCapped;
import dev.sluice.scheduling.delivery.CampaignNames;
import dev.sluice.scheduling.delivery.CampaignStore;
import dev.sluice.scheduling.delivery.CampaignStore.KeptCampaign;
import dev.sluice.scheduling.delivery.CampaignStore.Page;
import dev.sluice.scheduling.delivery.CampaignSummary;
import dev.sluice.scheduling.delivery.Counts;
import dev.sluice.scheduling.standing.DropCode;
import dev.sluice.scheduling.standing.SendKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link CampaignStore} does. */
public abstract class CampaignStoreContract implements Contended {

  private static final Instant LATER = NOON.plusSeconds(60);
  private static final Counts COUNTS = new Counts(90, 2, 0, Map.of(DropCode.EXPIRED, 8L));

  /** A clock that tests set. */
  protected final SettableClock clock = new SettableClock(LATER);

  /** Returns the store under test, the same one during a test. */
  protected abstract CampaignStore store();

  /** Returns the campaigns that have not been closed, as whoever sends them sees them. */
  protected abstract List<TrackedCampaign> open();

  /** Returns the names of the campaigns in the store under test. */
  protected abstract CampaignNames names();

  @Test
  @DisplayName("a new campaign is active and read as it was stored")
  void create() {
    Campaign campaign = campaign("spring");
    assertThat(store().create(campaign, NOON)).isTrue();
    TrackedCampaign tracked = new TrackedCampaign(campaign, CampaignState.ACTIVE, 1, NOON, 1);
    assertThat(store().read(campaign.id())).contains(new KeptCampaign(tracked, Optional.empty()));
    assertThat(open()).containsExactly(tracked);
  }

  @Test
  @DisplayName("an unknown campaign reads as empty")
  void unknown() {
    assertThat(store().read(new CampaignId("spring"))).isEmpty();
    assertThat(open()).isEmpty();
  }

  @Test
  @DisplayName("a campaign is never replaced")
  void neverReplaced() {
    store().create(campaign("spring"), NOON);
    assertThat(store().create(campaign("spring"), LATER)).isFalse();
    assertThat(tracked("spring").changedAt()).isEqualTo(NOON);
  }

  @Test
  @DisplayName("a large campaign is read as it was stored")
  void large() {
    String body = "<p>Õun & <b>{{firstName}}</b></p>\n".repeat(5_000);
    Variant large = new Variant("a", 1, "Subject", body, body);
    Campaign campaign = campaign("large", List.of(large));
    store().create(campaign, NOON);
    assertThat(tracked("large").campaign()).isEqualTo(campaign);
  }

  @Test
  @DisplayName("a changed state is seen by those who send")
  void changedState() {
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
  void lost() {
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
  void completed() {
    store().create(campaign("spring"), NOON);
    TrackedCampaign seen = tracked("spring");
    assertThat(store().close(seen, COUNTS)).isTrue();
    assertThat(store().read(seen.id()))
        .contains(
            new KeptCampaign(
                next(
                    new TrackedCampaign(
                        seen.campaign(), CampaignState.COMPLETED, 1, LATER, seen.version())),
                Optional.of(COUNTS)));
    assertThat(open()).isEmpty();
    assertThat(store().close(seen, COUNTS)).isFalse();
  }

  @Test
  @DisplayName("closing leaves a cancelled campaign cancelled")
  void cancelled() {
    store().create(campaign("spring"), NOON);
    store().update(changed(tracked("spring"), CampaignState.CANCELLED, 2));
    assertThat(open()).as("until its walk is over").hasSize(1);
    assertThat(store().close(tracked("spring"), COUNTS)).isTrue();
    assertThat(tracked("spring").state()).isEqualTo(CampaignState.CANCELLED);
    assertThat(open()).isEmpty();
  }

  @Test
  @DisplayName("names are found by the keys of sends, also once a campaign has ended")
  void namesOfSends() {
    store().create(campaign("spring"), NOON);
    store().create(campaign("autumn"), NOON);
    store().close(tracked("spring"), COUNTS);
    SendKey spring = SendKey.of(new CampaignId("spring"));
    SendKey unknown = SendKey.of(new CampaignId("winter"));
    assertThat(names().of(Set.of(spring, unknown)))
        .isEqualTo(
            Map.of(
                spring,
                new CampaignNames.Named(
                    new CampaignId("spring"), "The spring sale", Samples.OFFERS)));
    assertThat(names().of(Set.of())).isEmpty();
  }

  @Test
  @DisplayName("as many sends are named at once as the limit says")
  void manyNames() {
    Set<SendKey> keys =
        IntStream.range(0, CampaignNames.MAX_KEYS)
            .mapToObj(i -> SendKey.of(new CampaignId("campaign-" + i)))
            .collect(Collectors.toSet());
    store().create(campaign("campaign-7"), NOON);
    assertThat(names().of(keys)).hasSize(1);
  }

  @Test
  @DisplayName("the list shows every campaign once, in order")
  void list() {
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
  void race() throws Exception {
    assumeAtomic();
    store().create(campaign("spring"), NOON);
    TrackedCampaign paused = changed(tracked("spring"), CampaignState.PAUSED, 1);
    assertThat(Threads.race(() -> store().update(paused))).containsOnlyOnce(true);
    assertThat(tracked("spring").version()).isEqualTo(2);
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
        Map.of("firstName", "friend"));
  }

  private TrackedCampaign tracked(String id) {
    return store().read(new CampaignId(id)).orElseThrow().tracked();
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
