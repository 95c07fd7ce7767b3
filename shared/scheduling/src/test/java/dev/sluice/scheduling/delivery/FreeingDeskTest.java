package dev.sluice.scheduling.delivery;

import static dev.sluice.scheduling.delivery.World.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.WhenCapped;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.consent.ConsentChange.Unsuppressed;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.desk.FreeingDesk.Outcome;
import dev.sluice.scheduling.event.DomainEvent;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.Freed;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.Suppression;
import dev.sluice.scheduling.standing.Suppression.Cause;
import dev.sluice.scheduling.standing.WaitingSend;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The desk that frees suppressed addresses")
final class FreeingDeskTest {

  private static final Shard SHARD = new Shard(3);
  private static final Unsuppressed WISH =
      new Unsuppressed(Optional.of("the mailbox was full"), false);
  private static final Unsuppressed DESPITE = new Unsuppressed(Optional.of("took it back"), true);

  private final World world = new World();
  private SubscriberId anna;

  @BeforeEach
  void thereIsAnna() {
    anna = world.addSubscribers(SHARD, 1).getFirst();
    world.now = START.plus(Duration.ofHours(1));
  }

  @ParameterizedTest
  @DisplayName("frees an address that bounced, with a record of when, why and by which means")
  @EnumSource(
      value = Cause.class,
      names = {"REPEATED_BOUNCES", "BOUNCE", "MANUAL"})
  void frees(Cause cause) {
    suppress(cause);

    assertThat(free(WISH)).isEqualTo(Outcome.FREED);

    ConsentRecord record = new ConsentRecord(world.now, anna, WISH, Means.API, Optional.empty());
    assertThat(consents().suppression()).isEmpty();
    assertThat(consents().freed()).isEqualTo(Freed.ofBounces(world.now));
    assertThat(records()).first().isEqualTo(record);
    assertThat(world.events).last().isEqualTo(DomainEvent.of(record));
  }

  @Test
  @DisplayName("lets mail come again at the next visit")
  void mailComesAgain() {
    suppress(Cause.BOUNCE);
    free(WISH);

    world.campaigns.announce("spring", 5, Duration.ZERO, WhenCapped.WAIT);
    world.work(SHARD);

    assertThat(world.post.sent).hasSize(1);
  }

  @Test
  @DisplayName("plans anew what still waits, and nudges the shard")
  void plansAnew() {
    CampaignId first = world.campaigns.announce("first", 9, Duration.ZERO, WhenCapped.WAIT);
    CampaignId second = world.campaigns.announce("second", 5, Duration.ZERO, WhenCapped.WAIT);
    world.work(SHARD);
    assertThat(world.standing(anna).sent(first)).isPresent();
    suppress(Cause.BOUNCE);
    world.now = world.now.plusSeconds(1);

    free(WISH);

    WaitingSend waits = world.standing(anna).waitingFor(second).orElseThrow();
    assertThat(waits.until()).isAfter(world.now);
    assertThat(world.standing(anna).dueAt()).contains(waits.until());
  }

  @Test
  @DisplayName("changes, records and tells nothing when the address is not suppressed")
  void notSuppressed() {
    suppress(Cause.BOUNCE);
    free(WISH);
    Standing before = world.standing(anna);
    int told = world.events.size();

    assertThat(free(DESPITE)).isEqualTo(Outcome.NOT_SUPPRESSED);

    assertThat(world.standing(anna)).isEqualTo(before);
    assertThat(records()).hasSize(2);
    assertThat(world.events).hasSize(told);
  }

  @Test
  @DisplayName("frees who complained only if that is said to be no hindrance")
  void complained() {
    suppress(Cause.COMPLAINT);
    world.accountList.add(address(), Cause.COMPLAINT);

    assertThat(free(WISH)).isEqualTo(Outcome.COMPLAINED);

    assertThat(consents().suppression().map(Suppression::cause)).contains(Cause.COMPLAINT);
    assertThat(world.accountList.causes(address())).isNotEmpty();
    assertThat(free(DESPITE)).isEqualTo(Outcome.FREED);
    assertThat(consents().freed()).isEqualTo(Freed.ofAll(world.now));
    assertThat(records().getFirst().change()).isEqualTo(DESPITE);
  }

  @Test
  @DisplayName("holds also a complaint that only the mail service knows of against it")
  void complainedElsewhere() {
    suppress(Cause.BOUNCE);
    world.accountList.add(address(), Cause.COMPLAINT);

    assertThat(free(WISH)).isEqualTo(Outcome.COMPLAINED);

    assertThat(consents().suppression()).isPresent();
    assertThat(world.accountList.causes(address())).isEqualTo(Set.of(Cause.COMPLAINT));
    assertThat(free(DESPITE)).isEqualTo(Outcome.FREED);
  }

  @Test
  @DisplayName("does not pass over a complaint that is heard at the same moment")
  void complainsMeanwhile() {
    suppress(Cause.BOUNCE);
    world.stores.beforeAct =
        () -> {
          world.stores.beforeAct = () -> {};
          suppress(Cause.COMPLAINT);
        };

    assertThat(free(WISH)).isEqualTo(Outcome.COMPLAINED);

    assertThat(consents().suppression().map(Suppression::cause)).contains(Cause.COMPLAINT);
  }

  @Test
  @DisplayName("takes the address off the mail service's list")
  void takesOffTheList() {
    suppress(Cause.BOUNCE);
    world.accountList.add(address(), Cause.BOUNCE);

    free(WISH);

    assertThat(world.accountList.causes(address())).isEmpty();
  }

  @Test
  @DisplayName("knows nothing of whom is not stored, and is busy when others write first each time")
  void unknownOrBusy() {
    assertThat(world.freeing().free(new SubscriberId("x"), WISH)).isEqualTo(Outcome.UNKNOWN);
    suppress(Cause.BOUNCE);
    world.stores.beforeAct = () -> world.subscribers.commit(world.standing(anna));

    assertThat(free(WISH)).isEqualTo(Outcome.BUSY);

    assertThat(consents().suppression()).isPresent();
  }

  private Outcome free(Unsuppressed wish) {
    return world.freeing().free(anna, wish);
  }

  private void suppress(Cause cause) {
    List<ConsentChange> changes = List.of(new ConsentChange.Suppressed(cause));
    var unused = world.desk().change(anna, changes, Means.FEEDBACK, Optional.empty());
  }

  private EmailAddress address() {
    return world.subscribers.read(anna).orElseThrow().subscriber().address();
  }

  private Consents consents() {
    return world.standing(anna).consents();
  }

  private List<ConsentRecord> records() {
    return world.subscribers.records(anna, Optional.empty(), 10).records();
  }
}
