package dev.sluice.cli.demo;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * How far a campaign is, as the API says.
 *
 * @param dropped by reason
 */
record CampaignCounts(
    String id,
    int priority,
    String state,
    long sent,
    long unconfirmed,
    long waiting,
    Map<String, Long> dropped) {

  static CampaignCounts of(JsonNode campaign) {
    JsonNode counts = campaign.path("counts");
    Map<String, Long> dropped = new TreeMap<>();
    counts
        .path("dropped")
        .properties()
        .forEach(entry -> dropped.put(entry.getKey(), entry.getValue().asLong()));
    return new CampaignCounts(
        campaign.path("id").asString(""),
        campaign.path("priority").asInt(0),
        campaign.path("state").asString(""),
        counts.path("sent").asLong(0),
        counts.path("unconfirmed").asLong(0),
        counts.path("waiting").asLong(0),
        dropped);
  }

  long droppedInAll() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the drops as words, such as {@code 12 capped, 3 expired}. */
  String droppedByReason() {
    return dropped.entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .map(entry -> "%,d %s".formatted(entry.getValue(), words(entry.getKey())))
        .collect(Collectors.joining(", "));
  }

  private static String words(String camelCase) {
    return camelCase.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
