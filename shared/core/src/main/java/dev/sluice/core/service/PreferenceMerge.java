package dev.sluice.core.service;

import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentRecords;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.ConsentUpdate;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.StateUpdate;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.support.Instants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Merges the choices of an import into a subscriber's state.
 *
 * <p>A choice that the subscriber made themselves wins over an imported one that would bring them
 * more mail, unless the import says that they asked the team for it.
 *
 * @param records of who made a choice
 */
record PreferenceMerge(ConsentRecords records) {

  /** Pages of records that are searched: 100,000 actions, more than any subscriber makes. */
  private static final int MAX_PAGES = 1_000;

  /**
   * The outcome of a merge.
   *
   * @param update the state to commit with the records of its changes; empty if nothing changes
   * @param keptChoices the topics in which the subscriber's own choice was kept
   */
  record MergeResult(Optional<StateUpdate> update, Set<TopicId> keptChoices) {
    MergeResult {
      keptChoices = Set.copyOf(keptChoices);
    }

    List<ConsentRecord> consentRecords() {
      return update.map(StateUpdate::consentRecords).orElse(List.of());
    }
  }

  MergeResult merge(SubscriberImport subscriber, SubscriberState known, Instant now) {
    Set<TopicId> kept = new LinkedHashSet<>();
    List<ConsentChange> changes = new ArrayList<>();
    new TreeMap<>(subscriber.choices())
        .forEach((topic, choice) -> {
          if (!subscriber.resubscribe() && isBlocked(topic, choice, known)) {
            kept.add(topic);
          } else {
            changes.add(new ConsentChange.TopicChosen(topic, choice));
          }
        });
    changes.addAll(stops(subscriber.stop(), known));
    ConsentUpdate update =
        forAddress(
            ConsentUpdate.compute(known.consents(), changes, now),
            subscriber.subscriber().address());
    List<ConsentRecord> changed =
        update.toRecords(now, subscriber.id(), ConsentSource.API, Optional.empty());
    SubscriberState after = dueNow(known.with(update.after()), now);
    return new MergeResult(
        changed.isEmpty() ? Optional.empty() : Optional.of(new StateUpdate(after, changed)), kept);
  }

  /**
   * Makes deferred sends due now. Unlike a change of one subscriber's consents, an import leaves
   * planning to the worker. What a paused campaign holds stays without an instant.
   */
  private static SubscriberState dueNow(SubscriberState state, Instant now) {
    return state.withDueAt(state.dueAt().map(due -> Instants.earlier(due, now)));
  }

  /**
   * Returns whether an imported choice must not be made: it allows mail, it differs from the known
   * choice, and the subscriber made that one themselves.
   */
  private boolean isBlocked(TopicId topic, TopicChoice imported, SubscriberState known) {
    if (imported.subscription() == Subscription.UNSUBSCRIBED) {
      return false;
    }
    return known.consents().unsubscribedAt().isPresent()
        || Optional.ofNullable(known.consents().choices().get(topic))
            .filter(choice -> !choice.equals(imported))
            .filter(choice -> isOwn(topic, choice, known))
            .isPresent();
  }

  /** Leaves out what the subscriber or the team ended since: importing a file again is harmless. */
  private List<ConsentChange> stops(MarketingStop stop, SubscriberState known) {
    List<ConsentChange> changes = new ArrayList<>();
    if (stop.unsubscribed() && !cameBack(known)) {
      changes.add(new ConsentChange.UnsubscribedFromAll());
    }
    stop.suppression()
        .filter(cause -> !known.consents().clearance().covers(cause, Instant.EPOCH))
        .map(ConsentChange.Suppressed::new)
        .ifPresent(changes::add);
    return changes;
  }

  /** Makes a new suppression by bounces end with the address. */
  private static ConsentUpdate forAddress(ConsentUpdate update, EmailAddress address) {
    boolean suppressed =
        update.applied().stream().anyMatch(ConsentChange.Suppressed.class::isInstance);
    return suppressed
        ? new ConsentUpdate(
            update
                .after()
                .withSuppression(
                    update
                        .after()
                        .suppression()
                        .map(held -> Suppression.of(held.cause(), held.since(), address))),
            update.applied())
        : update;
  }

  private boolean cameBack(SubscriberState known) {
    return newest(
            known,
            change ->
                change instanceof ConsentChange.Resubscribed
                    || change instanceof ConsentChange.UnsubscribedFromAll)
        .filter(record -> record.change() instanceof ConsentChange.Resubscribed)
        .isPresent();
  }

  /**
   * Returns whether the newest record of a topic is the subscriber's own. An opt-out without a
   * record counts as their own, because it may be older than the records.
   */
  private boolean isOwn(TopicId topic, TopicChoice choice, SubscriberState known) {
    return newest(
            known,
            change ->
                change instanceof ConsentChange.TopicChosen(TopicId chosen, var _)
                    && chosen.equals(topic))
        .map(record -> record.source() != ConsentSource.API)
        .orElse(choice.subscription() == Subscription.UNSUBSCRIBED);
  }

  private Optional<ConsentRecord> newest(SubscriberState known, Predicate<ConsentChange> wanted) {
    if (known.version() == 0) {
      return Optional.empty(); // nothing was ever written
    }
    Optional<String> after = Optional.empty();
    for (int page = 0; page < MAX_PAGES; page++) {
      ConsentRecords.Page read =
          records.records(known.subscriber(), after, ConsentRecords.MAX_PAGE);
      Optional<ConsentRecord> found =
          read.records().stream().filter(record -> wanted.test(record.change())).findFirst();
      if (found.isPresent() || read.next().isEmpty()) {
        return found;
      }
      after = read.next();
    }
    return Optional.empty();
  }
}
