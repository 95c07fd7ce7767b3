package dev.sluice.core.state;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.subscriber.EmailAddress;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The number of sends that an event is known of for the first time.
 *
 * <p>It is the difference that a write makes to a state, to be counted in the same transaction:
 * what the state knows already is not counted, so an event that arrives twice counts once.
 *
 * @param campaigns by campaign
 * @param days by the day (UTC) on which the sends were committed, whenever the event arrived
 * @param providers by that day and the recipient's mailbox provider
 */
public record EventCountDelta(
    Map<CampaignId, Map<SendEvent, Long>> campaigns,
    Map<LocalDate, Map<SendEvent, Long>> days,
    Map<ProviderDay, Map<SendEvent, Long>> providers) {

  /** A day of sends to the mailboxes of one provider. */
  public record ProviderDay(LocalDate day, MailboxProvider provider) {}

  /** No new event. */
  public static final EventCountDelta NONE = new EventCountDelta(Map.of(), Map.of(), Map.of());

  public EventCountDelta {
    campaigns = Map.copyOf(campaigns);
    days = Map.copyOf(days);
    providers = Map.copyOf(providers);
  }

  /**
   * Returns the new events of a campaign's send.
   *
   * @param campaign empty if the change does not concern a campaign
   * @param address the recipient's address
   * @param before the state as it was read
   * @param after the same state, with at least as many events of the send
   */
  public static EventCountDelta between(
      Optional<CampaignId> campaign,
      EmailAddress address,
      SubscriberState before,
      SubscriberState after) {
    return campaign
        .flatMap(id ->
            before
                .findSend(id)
                .flatMap(was -> after.findSend(id).map(is -> between(id, address, was, is))))
        .orElse(NONE);
  }

  private static EventCountDelta between(
      CampaignId campaign, EmailAddress address, SendRecord before, SendRecord after) {
    EnumSet<SendEvent> added = EnumSet.noneOf(SendEvent.class);
    added.addAll(after.events());
    added.removeAll(before.events());
    if (added.isEmpty()) {
      return NONE;
    }
    Map<SendEvent, Long> once = added.stream().collect(Collectors.toMap(event -> event, _ -> 1L));
    LocalDate day = LocalDate.ofInstant(before.at(), ZoneOffset.UTC);
    return new EventCountDelta(
        Map.of(campaign, once),
        Map.of(day, once),
        Map.of(new ProviderDay(day, MailboxProvider.of(address)), once));
  }

  /** Returns the sum of this difference and another. */
  public EventCountDelta plus(EventCountDelta other) {
    return new EventCountDelta(
        sum(campaigns, other.campaigns), sum(days, other.days), sum(providers, other.providers));
  }

  /** Returns whether there is nothing to count. */
  public boolean isEmpty() {
    return campaigns.isEmpty() && days.isEmpty();
  }

  private static <K> Map<K, Map<SendEvent, Long>> sum(
      Map<K, Map<SendEvent, Long>> one, Map<K, Map<SendEvent, Long>> other) {
    Map<K, Map<SendEvent, Long>> sum = new HashMap<>(one);
    other.forEach((key, counts) -> sum.merge(key, counts, EventCountDelta::sumCounts));
    return sum;
  }

  private static Map<SendEvent, Long> sumCounts(
      Map<SendEvent, Long> one, Map<SendEvent, Long> other) {
    Map<SendEvent, Long> sum = new HashMap<>(one);
    other.forEach((event, count) -> sum.merge(event, count, Long::sum));
    return Map.copyOf(sum);
  }
}
