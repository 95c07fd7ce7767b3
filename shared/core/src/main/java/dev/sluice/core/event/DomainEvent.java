package dev.sluice.core.event;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.hold.HoldReason;
import dev.sluice.core.hold.MarketingHold;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Something that has happened and that the team's other systems may want to know. */
public sealed interface DomainEvent {

  /** Returns when it happened, in whole milliseconds. */
  Instant at();

  /**
   * A subscriber left a topic, or everything.
   *
   * @param topic what they left; empty if everything
   * @param campaign the campaign whose message led to it, if one did
   */
  record Unsubscribed(
      Instant at,
      SubscriberId subscriber,
      Optional<TopicId> topic,
      ConsentSource means,
      Optional<CampaignId> campaign)
      implements DomainEvent {}

  /** A subscriber changed what they want in another way, such as a cadence or a pause. */
  record PreferenceChanged(
      Instant at, SubscriberId subscriber, ConsentChange change, ConsentSource means)
      implements DomainEvent {}

  /** An address gets no marketing any more. */
  record Suppressed(Instant at, SubscriberId subscriber, Suppression.Cause cause)
      implements DomainEvent {}

  /**
   * Messages of one campaign were handed to SES.
   *
   * @param at when all of them had been handed over
   * @param subscribers who they went to, 1 to {@value #MAX_BATCH}, each once
   */
  record MessageSent(Instant at, CampaignId campaign, TopicId topic, List<SubscriberId> subscribers)
      implements DomainEvent {

    /** Messages of one event: with identifiers of 128 characters well below EventBridge's limit. */
    public static final int MAX_BATCH = 100;

    public MessageSent {
      subscribers = List.copyOf(subscribers);
      if (subscribers.isEmpty() || subscribers.size() > MAX_BATCH) {
        throw new IllegalArgumentException("an event tells of 1 to " + MAX_BATCH + " messages");
      }
    }
  }

  /** A campaign is over: everybody was decided and nobody waits. */
  record CampaignCompleted(Instant at, CampaignId campaign, String name, Totals totals)
      implements DomainEvent {}

  /**
   * Marketing as a whole is held, or the reasons of a hold are others than before.
   *
   * @param reasons why, at least one
   * @param since when the hold began
   */
  record MarketingHeld(Instant at, Set<HoldReason> reasons, Instant since) implements DomainEvent {
    public MarketingHeld {
      reasons = Set.copyOf(reasons);
    }
  }

  /** Marketing goes on: every reason to hold it is gone. */
  record MarketingResumed(Instant at) implements DomainEvent {}

  /**
   * What became of a campaign's sends.
   *
   * @param sent handed to SES
   * @param unconfirmed charged, with the answer lost
   * @param dropped not made, by reason; only reasons that occurred
   */
  record Totals(long sent, long unconfirmed, Map<DropCode, Long> dropped) {
    public Totals {
      dropped = Map.copyOf(dropped);
    }
  }

  /** Returns what a hold, as it is found at an instant, means to other systems. */
  static DomainEvent of(MarketingHold hold, Instant at) {
    return hold.isInForce()
        ? new MarketingHeld(at, hold.reasons(), hold.since())
        : new MarketingResumed(at);
  }

  /** Returns what a change of consent means to other systems. */
  static DomainEvent of(ConsentRecord change) {
    return switch (change.change()) {
      case ConsentChange.TopicChosen(var topic, var choice)
          when choice.subscription() == Subscription.UNSUBSCRIBED ->
          unsubscribed(change, Optional.of(topic));
      case ConsentChange.UnsubscribedFromAll _, ConsentChange.Erased _ ->
          unsubscribed(change, Optional.empty());
      case ConsentChange.Suppressed(var cause) ->
          new Suppressed(change.at(), change.subscriber(), cause);
      case ConsentChange.TopicChosen _,
          ConsentChange.Resubscribed _,
          ConsentChange.Paused _,
          ConsentChange.Resumed _,
          ConsentChange.Unsuppressed _,
          ConsentChange.ErasureLifted _ ->
          new PreferenceChanged(change.at(), change.subscriber(), change.change(), change.source());
    };
  }

  private static Unsubscribed unsubscribed(ConsentRecord change, Optional<TopicId> topic) {
    return new Unsubscribed(
        change.at(), change.subscriber(), topic, change.source(), change.campaign());
  }
}
