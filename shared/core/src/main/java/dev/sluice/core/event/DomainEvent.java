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

/** An event in the domain that the team's other systems can subscribe to. */
public sealed interface DomainEvent {

  /** Returns when it happened, in whole milliseconds. */
  Instant at();

  /**
   * A subscriber unsubscribed from a topic, or from everything.
   *
   * @param topic what they left; empty if everything
   * @param campaign the campaign whose message led to it, if one did
   * @param erased whether they were erased, so that a restore of older data can erase them again
   */
  record Unsubscribed(
      Instant at,
      SubscriberId subscriber,
      Optional<TopicId> topic,
      ConsentSource means,
      Optional<CampaignId> campaign,
      boolean erased)
      implements DomainEvent {}

  /** A subscriber made another change of consent, such as a cadence or a pause. */
  record PreferenceChanged(
      Instant at, SubscriberId subscriber, ConsentChange change, ConsentSource means)
      implements DomainEvent {}

  /** An address was suppressed and gets no more marketing. */
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

  /** A campaign is completed: every subscriber was decided and no send is deferred. */
  record CampaignCompleted(Instant at, CampaignId campaign, String name, Totals totals)
      implements DomainEvent {}

  /**
   * All marketing is held, or the reasons of a hold have changed.
   *
   * @param reasons why, at least one
   * @param since when the hold began
   */
  record MarketingHeld(Instant at, Set<HoldReason> reasons, Instant since) implements DomainEvent {
    public MarketingHeld {
      reasons = Set.copyOf(reasons);
    }
  }

  /** Marketing is resumed: no reason to hold it is left. */
  record MarketingResumed(Instant at) implements DomainEvent {}

  /**
   * The totals of a campaign's sends by outcome.
   *
   * @param sent handed to SES
   * @param unconfirmed charged to the caps, but the response of SES was lost
   * @param dropped not made, by reason; only reasons that occurred
   */
  record Totals(long sent, long unconfirmed, Map<DropCode, Long> dropped) {
    public Totals {
      dropped = Map.copyOf(dropped);
    }
  }

  /** Returns the event of a hold at an instant. */
  static DomainEvent of(MarketingHold hold, Instant at) {
    return hold.isInForce()
        ? new MarketingHeld(at, hold.reasons(), hold.since())
        : new MarketingResumed(at);
  }

  /** Returns the event of a change of consent. */
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
        change.at(),
        change.subscriber(),
        topic,
        change.source(),
        change.campaign(),
        change.change() instanceof ConsentChange.Erased);
  }
}
