package dev.sluice.aws.store;

import dev.sluice.aws.json.CampaignJson;
import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.CampaignState;
import dev.sluice.scheduling.campaign.Priority;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.delivery.CampaignNames;
import dev.sluice.scheduling.delivery.CampaignStore.KeptCampaign;
import dev.sluice.scheduling.delivery.CampaignSummary;
import dev.sluice.scheduling.delivery.Counts;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.SendKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of a campaign.
 *
 * <p>Kind {@code campaign} has its summary and state, so that lists stay small; kind {@code
 * campaign-body} has the whole campaign, which never changes; kind {@code active} has its version
 * while it has not ended, so that one small query finds what there is to send; kind {@code
 * campaign-name} has its name under the key of its sends, which is all that standings know of it.
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
  static final String COUNTS = "counts";

  private static final String ID_OF_NAMED = "campaign";
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
    item.put(NAME, Attributes.text(campaign.name()));
    item.put(TOPIC, Attributes.text(campaign.topic().value()));
    item.put(PRIORITY, Attributes.number(campaign.priority().value()));
    item.put(START, Attributes.number(campaign.start().toEpochMilli()));
    item.put(EXPIRY, Attributes.number(campaign.expiry().toEpochMilli()));
    item.put(STATE, Attributes.text(tracked.state().name()));
    item.put(PASS, Attributes.number(tracked.pass()));
    item.put(CHANGED_AT, Attributes.number(tracked.changedAt().toEpochMilli()));
    item.put(VERSION, Attributes.number(tracked.version()));
    return item;
  }

  static Map<String, AttributeValue> body(Campaign campaign) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.putAll(ControlTable.key(BODY, campaign.id().value()));
    item.put(DOCUMENT, Attributes.bytes(Documents.pack("variants", CampaignJson.write(campaign))));
    return item;
  }

  static Map<String, AttributeValue> active(CampaignId campaign, long version) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.putAll(ControlTable.key(ACTIVE, campaign.value()));
    item.put(VERSION, Attributes.number(version));
    return item;
  }

  static Map<String, AttributeValue> name(Campaign campaign) {
    Map<String, AttributeValue> item = new HashMap<>(nameKey(SendKey.of(campaign.id())));
    item.put(ID_OF_NAMED, Attributes.text(campaign.id().value()));
    item.put(NAME, Attributes.text(campaign.name()));
    item.put(TOPIC, Attributes.text(campaign.topic().value()));
    return item;
  }

  static Map<String, AttributeValue> nameKey(SendKey key) {
    return ControlTable.key(CAMPAIGN_NAME, key.toString());
  }

  static CampaignNames.Named named(Item item) {
    return new CampaignNames.Named(
        new CampaignId(item.text(ID_OF_NAMED)), item.text(NAME), new TopicId(item.text(TOPIC)));
  }

  static KeptCampaign kept(Item summary, Item body) {
    CampaignId id = new CampaignId(summary.text(ControlTable.ID));
    Campaign campaign =
        Documents.unpack(
            body.optionalBytes(DOCUMENT).orElseThrow(),
            CampaignJson.campaign(id, instant(summary, START)));
    TrackedCampaign tracked =
        new TrackedCampaign(
            campaign,
            state(summary),
            summary.integer(PASS),
            instant(summary, CHANGED_AT),
            summary.number(VERSION));
    return new KeptCampaign(tracked, counts(summary));
  }

  static CampaignSummary listed(Item summary) {
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

  private static Optional<Counts> counts(Item summary) {
    return summary.find(COUNTS).map(CountsCodec::read);
  }
}
