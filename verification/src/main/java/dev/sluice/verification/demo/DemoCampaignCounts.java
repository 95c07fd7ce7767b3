package dev.sluice.verification.demo;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The progress of a campaign, as the API reports it.
 *
 * @param dropped by reason
 * @param feedback messages by feedback kind, such as {@code opened}; empty in a list of campaigns
 */
record DemoCampaignCounts(
    String id,
    int priority,
    String state,
    long sent,
    long unconfirmed,
    long waiting,
    Map<String, Long> dropped,
    Map<String, Long> feedback) {

  static DemoCampaignCounts decode(JsonNode campaign) {
    JsonNode counts = campaign.path("counts");
    return new DemoCampaignCounts(
        campaign.path("id").asString(""),
        campaign.path("priority").asInt(0),
        campaign.path("state").asString(""),
        counts.path("sent").asLong(0),
        counts.path("unconfirmed").asLong(0),
        counts.path("waiting").asLong(0),
        byName(counts.path("dropped")),
        byName(campaign.path("feedback")));
  }

  long totalDropped() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the drops as words, such as {@code 12 capped, 3 expired}. */
  String droppedByReason() {
    return dropped.entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .map(entry -> "%,d %s".formatted(entry.getValue(), splitCamelCase(entry.getKey())))
        .collect(Collectors.joining(", "));
  }

  /** Returns how many messages have feedback of a kind. */
  long feedback(String kind) {
    return feedback.getOrDefault(kind, 0L);
  }

  private static Map<String, Long> byName(JsonNode counts) {
    Map<String, Long> byName = new TreeMap<>();
    counts.properties().forEach(entry -> byName.put(entry.getKey(), entry.getValue().asLong()));
    return byName;
  }

  private static String splitCamelCase(String camelCase) {
    return camelCase.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
