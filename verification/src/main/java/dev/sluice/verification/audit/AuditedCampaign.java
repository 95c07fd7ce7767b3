package dev.sluice.verification.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A campaign as whoever enqueued it knows it, and what the API says became of it.
 *
 * @param segments criteria that every recipient meets, as the API takes them
 * @param excluded criteria that no recipient meets
 * @param sent the messages that the API counts as sent
 * @param feedback the messages that the API counts as delivered, opened and so on
 */
public record AuditedCampaign(
    String id,
    String topic,
    Instant start,
    Instant expiry,
    List<JsonNode> segments,
    List<JsonNode> excluded,
    long sent,
    Map<String, Long> feedback) {

  public AuditedCampaign {
    segments = List.copyOf(segments);
    excluded = List.copyOf(excluded);
    feedback = Map.copyOf(feedback);
  }
}
