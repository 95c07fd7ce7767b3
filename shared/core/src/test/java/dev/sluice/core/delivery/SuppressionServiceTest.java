package dev.sluice.core.delivery;

import static dev.sluice.core.delivery.WorkerFixture.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentChange.Unsuppressed;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.Consents;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.Suppression.Cause;
import dev.sluice.core.consent.SuppressionClearance;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.service.SuppressionService.Outcome;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.ConcurrentUpdateException;
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
final class SuppressionServiceTest {

  private static final Shard SHARD = new Shard(3);
  private static final Unsuppressed WISH =
      new Unsuppressed(Optional.of("the mailbox was full"), false);
  private static final Unsuppressed DESPITE = new Unsuppressed(Optional.of("took it back"), true);

  private final WorkerFixture world = new WorkerFixture();
  private SubscriberId anna;

  @BeforeEach
  void addAnna() {
    anna = world.addSubscribers(SHARD, 1).getFirst();
    world.now = START.plus(Duration.ofHours(1));
  }

  @ParameterizedTest
  @DisplayName("frees an address that bounced, with a record of when, why and by which means")
  @EnumSource(
      value = Cause.class,
      names = {"REPEATED_BOUNCES", "BOUNCE", "MANUAL"})
  void clearsBounceSuppressionWithRecord(Cause cause) {
    suppress(cause);

    assertThat(free(WISH)).isEqualTo(Outcome.CLEARED);

    ConsentRecord record =
        new ConsentRecord(world.now, anna, WISH, ConsentSource.API, Optional.empty());
    assertThat(consents().suppression()).isEmpty();
    assertThat(consents().clearance()).isEqualTo(SuppressionClearance.ofBounces(world.now));
    assertThat(records()).first().isEqualTo(record);
    assertThat(world.events).last().isEqualTo(DomainEvent.of(record));
  }

  @Test
  @DisplayName("lets mail come again at the next visit")
  void sendsAgainAfterClearance() {
    suppress(Cause.BOUNCE);
    free(WISH);

    world.campaigns.announce("spring", 5, Duration.ZERO, WhenCapped.WAIT);
    world.work(SHARD);

    assertThat(world.renderer.sent).hasSize(1);
  }

  @Test
  @DisplayName("plans anew what still waits, and nudges the shard")
  void replansDeferredSendsAndRequestsRevisit() {
    CampaignId first = world.campaigns.announce("first", 9, Duration.ZERO, WhenCapped.WAIT);
    CampaignId second = world.campaigns.announce("second", 5, Duration.ZERO, WhenCapped.WAIT);
    world.work(SHARD);
    assertThat(world.stateOf(anna).findSend(first)).isPresent();
    suppress(Cause.BOUNCE);
    world.now = world.now.plusSeconds(1);

    free(WISH);

    DeferredSend waits = world.stateOf(anna).findDeferred(second).orElseThrow();
    assertThat(waits.until()).isAfter(world.now);
    assertThat(world.stateOf(anna).dueAt()).contains(waits.until());
  }

  @Test
  @DisplayName("changes, records and tells nothing when the address is not suppressed")
  void changesNothingWhenNotSuppressed() {
    suppress(Cause.BOUNCE);
    free(WISH);
    SubscriberState before = world.stateOf(anna);
    int told = world.events.size();

    assertThat(free(DESPITE)).isEqualTo(Outcome.NOT_SUPPRESSED);

    assertThat(world.stateOf(anna)).isEqualTo(before);
    assertThat(records()).hasSize(2);
    assertThat(world.events).hasSize(told);
  }

  @Test
  @DisplayName("frees who complained only if that is said to be no hindrance")
  void clearsComplaintsOnlyWhenExplicitlyAllowed() {
    suppress(Cause.COMPLAINT);
    world.accountList.add(address(), Cause.COMPLAINT);

    assertThat(free(WISH)).isEqualTo(Outcome.BLOCKED_BY_COMPLAINT);

    assertThat(consents().suppression().map(Suppression::cause)).contains(Cause.COMPLAINT);
    assertThat(world.accountList.causes(address())).isNotEmpty();
    assertThat(free(DESPITE)).isEqualTo(Outcome.CLEARED);
    assertThat(consents().clearance()).isEqualTo(SuppressionClearance.ofAll(world.now));
    assertThat(records().getFirst().change()).isEqualTo(DESPITE);
  }

  @Test
  @DisplayName("holds also a complaint that only the mail service knows of against it")
  void respectsComplaintsKnownOnlyToSes() {
    suppress(Cause.BOUNCE);
    world.accountList.add(address(), Cause.COMPLAINT);

    assertThat(free(WISH)).isEqualTo(Outcome.BLOCKED_BY_COMPLAINT);

    assertThat(consents().suppression()).isPresent();
    assertThat(world.accountList.causes(address())).isEqualTo(Set.of(Cause.COMPLAINT));
    assertThat(free(DESPITE)).isEqualTo(Outcome.CLEARED);
  }

  @Test
  @DisplayName("does not pass over a complaint that is heard at the same moment")
  void respectsConcurrentComplaints() {
    suppress(Cause.BOUNCE);
    world.stores.beforeConsentCommit =
        () -> {
          world.stores.beforeConsentCommit = () -> {};
          suppress(Cause.COMPLAINT);
        };

    assertThat(free(WISH)).isEqualTo(Outcome.BLOCKED_BY_COMPLAINT);

    assertThat(consents().suppression().map(Suppression::cause)).contains(Cause.COMPLAINT);
  }

  @Test
  @DisplayName("takes the address off the mail service's list")
  void removesAddressFromAccountSuppressionList() {
    suppress(Cause.BOUNCE);
    world.accountList.add(address(), Cause.BOUNCE);

    free(WISH);

    assertThat(world.accountList.causes(address())).isEmpty();
  }

  @Test
  @DisplayName(
      "does not find an unknown subscriber, and gives up when other writers come first each time")
  void reportsUnknownSubscribersAndConflicts() {
    assertThat(world.suppressionService().clear(new SubscriberId("x"), WISH))
        .isEqualTo(Outcome.NOT_FOUND);
    suppress(Cause.BOUNCE);
    world.stores.beforeConsentCommit = () -> world.subscribers.commit(world.stateOf(anna));

    assertThatThrownBy(() -> free(WISH)).isInstanceOf(ConcurrentUpdateException.class);

    assertThat(consents().suppression()).isPresent();
  }

  private Outcome free(Unsuppressed wish) {
    return world.suppressionService().clear(anna, wish);
  }

  private void suppress(Cause cause) {
    List<ConsentChange> changes = List.of(new ConsentChange.Suppressed(cause));
    var unused =
        world.consentService().change(anna, changes, ConsentSource.FEEDBACK, Optional.empty());
  }

  private EmailAddress address() {
    return world.subscribers.find(anna).orElseThrow().subscriber().address();
  }

  private Consents consents() {
    return world.stateOf(anna).consents();
  }

  private List<ConsentRecord> records() {
    return world.subscribers.records(anna, Optional.empty(), 10).records();
  }
}
