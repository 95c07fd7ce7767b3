package dev.sluice.scheduling.feedback;

import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.standing.Heard;
import dev.sluice.scheduling.standing.SendRecord;
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
public record News(
    Map<CampaignId, Map<Heard, Long>> campaigns, Map<LocalDate, Map<Heard, Long>> days) {

  /** Nothing new. */
  public static final News NONE = new News(Map.of(), Map.of());

  public News {
    campaigns = Map.copyOf(campaigns);
    days = Map.copyOf(days);
  }

  /**
   * Returns what is heard of a campaign's send for the first time.
   *
   * @param before the send as it was read
   * @param after the same send, with at least as much heard of it
   */
  public static News of(CampaignId campaign, SendRecord before, SendRecord after) {
    EnumSet<Heard> heard = EnumSet.noneOf(Heard.class);
    heard.addAll(after.heard());
    heard.removeAll(before.heard());
    if (heard.isEmpty()) {
      return NONE;
    }
    Map<Heard, Long> once = heard.stream().collect(Collectors.toMap(piece -> piece, _ -> 1L));
    LocalDate day = LocalDate.ofInstant(before.at(), ZoneOffset.UTC);
    return new News(Map.of(campaign, once), Map.of(day, once));
  }

  /** Returns these news and others. */
  public News plus(News others) {
    return new News(sum(campaigns, others.campaigns), sum(days, others.days));
  }

  /** Tells whether there is nothing to count. */
  public boolean isEmpty() {
    return campaigns.isEmpty() && days.isEmpty();
  }

  private static <K> Map<K, Map<Heard, Long>> sum(
      Map<K, Map<Heard, Long>> one, Map<K, Map<Heard, Long>> other) {
    Map<K, Map<Heard, Long>> sum = new HashMap<>(one);
    other.forEach((key, counts) -> sum.merge(key, counts, News::added));
    return sum;
  }

  private static Map<Heard, Long> added(Map<Heard, Long> one, Map<Heard, Long> other) {
    Map<Heard, Long> sum = new HashMap<>(one);
    other.forEach((piece, count) -> sum.merge(piece, count, Long::sum));
    return Map.copyOf(sum);
  }
}
