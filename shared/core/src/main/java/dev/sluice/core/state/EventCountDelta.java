package dev.sluice.core.state;

import dev.sluice.core.campaign.CampaignId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many sends something is heard of for the first time.
 *
 * <p>It is the difference that a write makes to a standing, to be counted in the same transaction:
 * what a standing knows already is no news, so events that come twice count once.
 *
 * @param campaigns by campaign
 * @param days by the day (UTC) on which the sends were committed, whenever it was heard
 */
public record EventCountDelta(
    Map<CampaignId, Map<SendEvent, Long>> campaigns, Map<LocalDate, Map<SendEvent, Long>> days) {

  /** Nothing new. */
  public static final EventCountDelta NONE = new EventCountDelta(Map.of(), Map.of());

  public EventCountDelta {
    campaigns = Map.copyOf(campaigns);
    days = Map.copyOf(days);
  }

  /**
   * Returns what is heard of a campaign's send for the first time.
   *
   * @param before the send as it was read
   * @param after the same send, with at least as much heard of it
   */
  public static EventCountDelta between(CampaignId campaign, SendRecord before, SendRecord after) {
    EnumSet<SendEvent> heard = EnumSet.noneOf(SendEvent.class);
    heard.addAll(after.events());
    heard.removeAll(before.events());
    if (heard.isEmpty()) {
      return NONE;
    }
    Map<SendEvent, Long> once = heard.stream().collect(Collectors.toMap(piece -> piece, _ -> 1L));
    LocalDate day = LocalDate.ofInstant(before.at(), ZoneOffset.UTC);
    return new EventCountDelta(Map.of(campaign, once), Map.of(day, once));
  }

  /** Returns these news and others. */
  public EventCountDelta plus(EventCountDelta others) {
    return new EventCountDelta(sum(campaigns, others.campaigns), sum(days, others.days));
  }

  /** Tells whether there is nothing to count. */
  public boolean isEmpty() {
    return campaigns.isEmpty() && days.isEmpty();
  }

  private static <K> Map<K, Map<SendEvent, Long>> sum(
      Map<K, Map<SendEvent, Long>> one, Map<K, Map<SendEvent, Long>> other) {
    Map<K, Map<SendEvent, Long>> sum = new HashMap<>(one);
    other.forEach((key, counts) -> sum.merge(key, counts, EventCountDelta::added));
    return sum;
  }

  private static Map<SendEvent, Long> added(Map<SendEvent, Long> one, Map<SendEvent, Long> other) {
    Map<SendEvent, Long> sum = new HashMap<>(one);
    other.forEach((piece, count) -> sum.merge(piece, count, Long::sum));
    return Map.copyOf(sum);
  }
}
