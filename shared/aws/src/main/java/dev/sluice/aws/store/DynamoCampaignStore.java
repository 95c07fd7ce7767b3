package dev.sluice.aws.store;

import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.CampaignState;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.delivery.CampaignStore;
import dev.sluice.scheduling.delivery.Counts;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Campaigns in the control table, as {@link CampaignItems} describes. */
public final class DynamoCampaignStore implements CampaignStore {

  private static final String SAME_VERSION = "#version = :known";

  private final ControlTable table;

  /** Creates it. */
  public DynamoCampaignStore(Tables tables) {
    this.table = new ControlTable(tables);
  }

  @Override
  public boolean create(Campaign campaign, Instant now) {
    TrackedCampaign tracked = new TrackedCampaign(campaign, CampaignState.ACTIVE, 1, now, 1);
    // Only two outcomes: the identifier was free and all three items are stored, or none is.
    return table.write(
        put(CampaignItems.summary(tracked), true),
        put(CampaignItems.body(campaign), false),
        put(CampaignItems.active(campaign.id(), tracked.version()), false));
  }

  @Override
  public Optional<KeptCampaign> read(CampaignId id) {
    Optional<Item> summary = table.get(CampaignItems.CAMPAIGN, id.value());
    Optional<Item> body = summary.flatMap(_ -> table.get(CampaignItems.BODY, id.value()));
    return summary.flatMap(found -> body.map(whole -> CampaignItems.kept(found, whole)));
  }

  @Override
  public boolean update(TrackedCampaign changed) {
    Map<String, AttributeValue> values = stateValues(changed, changed.state());
    // Only two outcomes: it was the version that was read and both items follow, or neither does.
    return table.write(
        stateUpdate(
            changed.id(),
            "SET #state = :state, pass = :pass, changedAt = :changedAt, #version = :next",
            values),
        put(CampaignItems.active(changed.id(), changed.version() + 1), false));
  }

  @Override
  public boolean close(TrackedCampaign campaign, Counts counts) {
    CampaignState end =
        campaign.state() == CampaignState.CANCELLED
            ? CampaignState.CANCELLED
            : CampaignState.COMPLETED;
    Map<String, AttributeValue> values = new HashMap<>(stateValues(campaign, end));
    values.put(":counts", CountsCodec.write(counts));
    // Only two outcomes: it was the version that was read and has ended, or nothing has changed.
    return table.write(
        stateUpdate(
            campaign.id(),
            "SET #state = :state, pass = :pass, changedAt = :changedAt, #version = :next,"
                + " counts = :counts",
            values),
        TransactWriteItem.builder()
            .delete(delete ->
                delete
                    .tableName(table.name())
                    .key(ControlTable.key(CampaignItems.ACTIVE, campaign.id().value())))
            .build());
  }

  @Override
  public Page list(Optional<CampaignId> after, int limit) {
    QueryRequest.Builder query =
        table.ofKind(CampaignItems.CAMPAIGN).limit(Math.clamp(limit, 1, MAX_PAGE));
    after.ifPresent(
        id -> query.exclusiveStartKey(ControlTable.key(CampaignItems.CAMPAIGN, id.value())));
    List<Item> items = table.query(query);
    Optional<CampaignId> next =
        items.size() < limit
            ? Optional.empty()
            : Optional.of(new CampaignId(items.getLast().text(ControlTable.ID)));
    return new Page(items.stream().map(CampaignItems::listed).toList(), next);
  }

  private static Map<String, AttributeValue> stateValues(
      TrackedCampaign campaign, CampaignState state) {
    return Map.of(
        ":state", Attributes.text(state.name()),
        ":pass", Attributes.number(campaign.pass()),
        ":changedAt", Attributes.number(campaign.changedAt().toEpochMilli()),
        ":known", Attributes.number(campaign.version()),
        ":next", Attributes.number(campaign.version() + 1));
  }

  private TransactWriteItem stateUpdate(
      CampaignId id, String expression, Map<String, AttributeValue> values) {
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table.name())
                .key(ControlTable.key(CampaignItems.CAMPAIGN, id.value()))
                .updateExpression(expression)
                .conditionExpression(SAME_VERSION)
                .expressionAttributeNames(
                    Map.of("#state", CampaignItems.STATE, "#version", CampaignItems.VERSION))
                .expressionAttributeValues(values))
        .build();
  }

  private TransactWriteItem put(Map<String, AttributeValue> item, boolean onlyIfAbsent) {
    Put.Builder put = Put.builder().tableName(table.name()).item(item);
    if (onlyIfAbsent) {
      put.conditionExpression("attribute_not_exists(id)");
    }
    return TransactWriteItem.builder().put(put.build()).build();
  }
}
