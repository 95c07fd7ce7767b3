package dev.sluice.dynamodb.campaign;

import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.CampaignStore.StoredCampaign;
import dev.sluice.core.campaign.CampaignSummary;
import dev.sluice.core.campaign.Priority;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.CampaignNameResolver;
import dev.sluice.core.state.SendKey;
import dev.sluice.dynamodb.item.CompressedJson;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.json.CampaignJson;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of a campaign.
 *
 * <p>Kind {@code campaign} has its summary and state, so that lists stay small; kind {@code
 * campaign-body} has the whole campaign, of which only the content ever changes; kind {@code
 * active} has its version until it is closed, so that one small query finds the campaigns to send,
 * and is counted by an {@link dev.sluice.dynamodb.item.ItemLimit}; kind {@code campaign-name} has
 * its name under the key of its sends, which is all that a subscriber's state records.
 */
final class CampaignItems {

  static final String CAMPAIGN = "campaign";
  static final String BODY = "campaign-body";
  static final String ACTIVE = "active";
  static final String CAMPAIGN_NAME = "campaign-name";

  static final String STATE = "state";
  static final String PASS = "pass";
  static final String CHANGED_AT = "changedAt";
  static final String VERSION = "version";
  static final String CONTENT_REVISION = "contentRevision";
  static final String COUNTS = "counts";

  private static final String NAMED_CAMPAIGN_ID = "campaign";
  private static final String NAME = "name";
  private static final String TOPIC = "topic";
  private static final String PRIORITY = "priority";
  private static final String START = "start";
  private static final String EXPIRY = "expiry";
  private static final String DOCUMENT = "document";

  private CampaignItems() {}

  static Map<String, AttributeValue> summary(TrackedCampaign tracked) {
    Campaign campaign = tracked.campaign();
    Map<String, AttributeValue> item = new HashMap<>();
    item.putAll(ControlTable.key(CAMPAIGN, campaign.id().value()));
    item.put(NAME, ItemBuilder.text(campaign.name()));
    item.put(TOPIC, ItemBuilder.text(campaign.topic().value()));
    item.put(PRIORITY, ItemBuilder.number(campaign.priority().value()));
    item.put(START, ItemBuilder.number(campaign.start().toEpochMilli()));
    item.put(EXPIRY, ItemBuilder.number(campaign.expiry().toEpochMilli()));
    item.put(STATE, ItemBuilder.text(tracked.state().name()));
    item.put(PASS, ItemBuilder.number(tracked.pass()));
    item.put(CHANGED_AT, ItemBuilder.number(tracked.changedAt().toEpochMilli()));
    item.put(VERSION, ItemBuilder.number(tracked.version()));
    return item;
  }

  static Map<String, AttributeValue> body(Campaign campaign) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.putAll(ControlTable.key(BODY, campaign.id().value()));
    item.put(
        DOCUMENT,
        ItemBuilder.bytes(CompressedJson.compress("variants", CampaignJson.toJson(campaign))));
    return item;
  }

  static Map<String, AttributeValue> active(CampaignId campaign, long version) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.putAll(ControlTable.key(ACTIVE, campaign.value()));
    item.put(VERSION, ItemBuilder.number(version));
    return item;
  }

  static Map<String, AttributeValue> name(Campaign campaign) {
    Map<String, AttributeValue> item = new HashMap<>(nameKey(SendKey.of(campaign.id())));
    item.put(NAMED_CAMPAIGN_ID, ItemBuilder.text(campaign.id().value()));
    item.put(NAME, ItemBuilder.text(campaign.name()));
    item.put(TOPIC, ItemBuilder.text(campaign.topic().value()));
    return item;
  }

  static Map<String, AttributeValue> nameKey(SendKey key) {
    return ControlTable.key(CAMPAIGN_NAME, key.toString());
  }

  static CampaignNameResolver.NamedCampaign toCampaignName(Item item) {
    return new CampaignNameResolver.NamedCampaign(
        new CampaignId(item.text(NAMED_CAMPAIGN_ID)),
        item.text(NAME),
        new TopicId(item.text(TOPIC)));
  }

  static StoredCampaign toStoredCampaign(Item summary, Item body) {
    CampaignId id = new CampaignId(summary.text(ControlTable.ID));
    Campaign campaign =
        CompressedJson.decompress(
            body.optionalBytes(DOCUMENT).orElseThrow(),
            CampaignJson.decoder(id, instant(summary, START)));
    TrackedCampaign tracked =
        new TrackedCampaign(
            campaign,
            state(summary),
            summary.integer(PASS),
            instant(summary, CHANGED_AT),
            summary.number(VERSION),
            summary.optionalNumber(CONTENT_REVISION).map(Math::toIntExact).orElse(1));
    return new StoredCampaign(tracked, counts(summary));
  }

  static CampaignSummary toSummary(Item summary) {
    return new CampaignSummary(
        new CampaignId(summary.text(ControlTable.ID)),
        summary.text(NAME),
        new TopicId(summary.text(TOPIC)),
        new Priority(summary.integer(PRIORITY)),
        instant(summary, START),
        instant(summary, EXPIRY),
        state(summary),
        summary.integer(PASS),
        instant(summary, CHANGED_AT),
        counts(summary));
  }

  private static Instant instant(Item summary, String name) {
    return Instant.ofEpochMilli(summary.number(name));
  }

  private static CampaignState state(Item summary) {
    return CampaignState.valueOf(summary.text(STATE));
  }

  private static Optional<SendCounts> counts(Item summary) {
    return summary.find(COUNTS).map(CountsItemCodec::decode);
  }
}
