package dev.sluice.core.campaign;

import dev.sluice.core.policy.TopicId;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.support.InputRules;
import dev.sluice.core.support.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One send to a topic, narrowed by segments.
 *
 * @param name the name that marketers use, 1 to 200 characters
 * @param segments subscribers must be in all of these; at most {@value #MAX_SEGMENTS}
 * @param excluded subscribers must be in none of these; at most {@value #MAX_SEGMENTS}
 * @param variants 1 to {@value #MAX_VARIANTS} variants with different ids
 * @param start the first instant at which it may be sent
 * @param expiry the first instant at which it may no longer be sent, within 90 days of the start
 * @param defaults what templates show for attributes that a subscriber lacks
 * @param excludedCampaigns subscribers who were sent one of these are not in the audience, as far
 *     back as sends are remembered; at most {@value #MAX_EXCLUDED_CAMPAIGNS}
 */
public record Campaign(
    CampaignId id,
    String name,
    TopicId topic,
    List<SegmentId> segments,
    List<SegmentId> excluded,
    List<Variant> variants,
    Priority priority,
    Instant start,
    Instant expiry,
    WhenCapped whenCapped,
    Map<String, String> defaults,
    List<CampaignId> excludedCampaigns) {

  /** More segments than a marketer can reason about; each is evaluated for every subscriber. */
  public static final int MAX_SEGMENTS = 10;

  /** As many as segments: each is looked for in the history of every subscriber. */
  public static final int MAX_EXCLUDED_CAMPAIGNS = 10;

  /** More variants cannot be distinguished by their results. */
  public static final int MAX_VARIANTS = 10;

  /** Shorter than the history is kept, so that the history always knows what was sent. */
  public static final Duration MAX_DURATION = Duration.ofDays(90);

  public Campaign {
    InputRules.requireSingleLine("name", name, 200);
    segments = atMost("segments", List.copyOf(segments), MAX_SEGMENTS);
    excluded = atMost("excluded", List.copyOf(excluded), MAX_SEGMENTS);
    variants = atMost("variants", List.copyOf(variants), MAX_VARIANTS);
    defaults = Map.copyOf(defaults);
    excludedCampaigns =
        atMost("excludedCampaigns", List.copyOf(excludedCampaigns), MAX_EXCLUDED_CAMPAIGNS);
    requireDifferentIds(variants);
    requireValidPeriod(start, expiry);
  }

  /** Returns this campaign with other content; everything else stays. */
  public Campaign withContent(List<Variant> otherVariants, Map<String, String> otherDefaults) {
    return new Campaign(
        id,
        name,
        topic,
        segments,
        excluded,
        otherVariants,
        priority,
        start,
        expiry,
        whenCapped,
        otherDefaults,
        excludedCampaigns);
  }

  private static <T> List<T> atMost(String field, List<T> list, int max) {
    if (list.size() > max) {
      throw InvalidInputException.of(field, list.size() + " entries", "give at most " + max);
    }
    return list;
  }

  private static void requireDifferentIds(List<Variant> variants) {
    if (variants.isEmpty()) {
      throw InvalidInputException.of("variants", "none", "give at least one variant");
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < variants.size(); i++) {
      if (!ids.add(variants.get(i).id())) {
        throw InvalidInputException.of(
            "variants[" + i + "].id", variants.get(i).id(), "give every variant a different id");
      }
    }
  }

  private static void requireValidPeriod(Instant start, Instant expiry) {
    if (!expiry.isAfter(start)) {
      throw InvalidInputException.of("expiry", expiry, "use an instant after the start, " + start);
    }
    if (Duration.between(start, expiry).compareTo(MAX_DURATION) > 0) {
      throw InvalidInputException.of(
          "expiry", expiry, "use an instant at most 90 days after the start, " + start);
    }
  }
}
