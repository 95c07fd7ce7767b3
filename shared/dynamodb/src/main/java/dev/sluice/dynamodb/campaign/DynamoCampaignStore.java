package dev.sluice.dynamodb.campaign;

import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.CampaignStore;
import dev.sluice.core.campaign.CampaignSummary;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.support.OptimisticLock;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.ItemLimit;
import dev.sluice.dynamodb.item.RulesRevision;
import dev.sluice.dynamodb.item.WriteTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Campaigns in the control table, as {@link CampaignItems} describes. */
public final class DynamoCampaignStore implements CampaignStore {

  private static final String SET_STATE =
      "SET #state = :state, pass = :pass, changedAt = :changedAt, #version = :next,"
          + " contentRevision = :contentRevision";
  private static final String UNCHANGED = "#version = :known AND attribute_not_exists(#counts)";
  private static final Map<String, String> NAMES =
      Map.of(
          "#state", CampaignItems.STATE,
          "#version", CampaignItems.VERSION,
          "#counts", CampaignItems.COUNTS);

  private final ControlTable table;
  private final ItemLimit activeLimit;
  private final RulesRevision rules;
  private final InstantSource clock;

  /**
   * Creates the store.
   *
   * @param clock gives the instant at which a campaign is closed
   */
  public DynamoCampaignStore(DynamoTables tables, InstantSource clock) {
    this.table = new ControlTable(tables);
    this.activeLimit = new ItemLimit(table, CampaignItems.ACTIVE, MAX_ACTIVE);
    this.rules = new RulesRevision(table);
    this.clock = clock;
  }

  @Override
  public Creation create(Campaign campaign, Instant now) {
    TrackedCampaign tracked = new TrackedCampaign(campaign, CampaignState.ACTIVE, 1, now, 1);
    return OptimisticLock.update(
        "the number of active campaigns", () -> tryCreate(campaign, tracked));
  }

  private Optional<Creation> tryCreate(Campaign campaign, TrackedCampaign tracked) {
    WriteTransaction.Outcome outcome =
        new WriteTransaction(table.client())
            .add(put(CampaignItems.summary(tracked), true))
            .add(activeLimit.increment())
            .add(put(CampaignItems.body(campaign), false))
            .add(put(CampaignItems.name(campaign), false))
            .add(put(CampaignItems.active(campaign.id(), tracked.version()), false))
            .add(rules.increment())
            .execute();
    // The only possible outcomes of the transaction above:
    // 1. The identifier was free and there was room: all items are stored, and it is counted.
    // 2. A campaign of this identifier is stored, perhaps by this very request, whose response was
    //    lost: nothing is changed.
    // 3. As many campaigns as may be are active: nothing is changed.
    // 4. Another transaction was writing a counter at that moment: nothing is changed, try again.
    if (outcome.isWritten()) {
      return Optional.of(Creation.CREATED);
    }
    if (outcome.isConditionFailed(0)) {
      return Optional.of(Creation.EXISTS);
    }
    return outcome.isConditionFailed(1) ? Optional.of(Creation.TOO_MANY_ACTIVE) : Optional.empty();
  }

  @Override
  public Optional<StoredCampaign> find(CampaignId id) {
    Optional<Item> summary = table.find(CampaignItems.CAMPAIGN, id.value());
    Optional<Item> body = summary.flatMap(_ -> table.find(CampaignItems.BODY, id.value()));
    return summary.flatMap(
        found -> body.map(whole -> CampaignItems.toStoredCampaign(found, whole)));
  }

  @Override
  public boolean update(TrackedCampaign changed) {
    // Only two outcomes: it was the version that was read and all items follow, or none does.
    return table.writeAll(
        updateUnchanged(changed, Optional.empty()),
        put(CampaignItems.active(changed.id(), changed.version() + 1), false),
        rules.increment());
  }

  @Override
  public boolean revise(TrackedCampaign changed) {
    // Only two outcomes: it was the version that was read and all items follow, or none does.
    return table.writeAll(
        updateUnchanged(changed, Optional.empty()),
        put(CampaignItems.body(changed.campaign()), false),
        put(CampaignItems.active(changed.id(), changed.version() + 1), false),
        rules.increment());
  }

  @Override
  public boolean close(TrackedCampaign campaign, SendCounts counts) {
    // Only two outcomes: it was the version that was read and is closed and no longer counted, or
    // nothing has changed. A campaign is closed once, so that it is counted off once.
    return table.writeAll(
        updateUnchanged(ended(campaign), Optional.of(counts)),
        deleteActive(campaign.id()),
        activeLimit.decrement());
  }

  private TrackedCampaign ended(TrackedCampaign campaign) {
    CampaignState end =
        campaign.state() == CampaignState.CANCELLED
            ? CampaignState.CANCELLED
            : CampaignState.COMPLETED;
    return new TrackedCampaign(
        campaign.campaign(),
        end,
        campaign.pass(),
        clock.instant(),
        campaign.version(),
        campaign.contentRevision());
  }

  @Override
  public Page list(Optional<CampaignId> after, int limit) {
    int most = Math.clamp(limit, 1, MAX_PAGE);
    // One more than the page has, to learn whether there is another.
    QueryRequest.Builder query = table.queryByKind(CampaignItems.CAMPAIGN).limit(most + 1);
    after.ifPresent(
        id -> query.exclusiveStartKey(ControlTable.key(CampaignItems.CAMPAIGN, id.value())));
    List<Item> items = table.queryPage(query);
    List<CampaignSummary> page = items.stream().limit(most).map(CampaignItems::toSummary).toList();
    return new Page(
        page, items.size() > most ? Optional.of(page.getLast().id()) : Optional.empty());
  }

  /** Changes a campaign that has not changed since it was read, and that is not closed. */
  private TransactWriteItem updateUnchanged(TrackedCampaign next, Optional<SendCounts> counts) {
    String keepCounts = counts.isPresent() ? ", #counts = :counts" : "";
    ItemBuilder values =
        new ItemBuilder()
            .put(":state", next.state().name())
            .put(":pass", next.pass())
            .put(":changedAt", next.changedAt().toEpochMilli())
            .put(":contentRevision", next.contentRevision())
            .put(":known", next.version())
            .put(":next", next.version() + 1)
            .putIfPresent(":counts", counts, CountsItemCodec::encode);
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table.name())
                .key(ControlTable.key(CampaignItems.CAMPAIGN, next.id().value()))
                .updateExpression(SET_STATE + keepCounts)
                .conditionExpression(UNCHANGED)
                .expressionAttributeNames(NAMES)
                .expressionAttributeValues(values.build()))
        .build();
  }

  private TransactWriteItem deleteActive(CampaignId id) {
    return TransactWriteItem.builder()
        .delete(delete ->
            delete.tableName(table.name()).key(ControlTable.key(CampaignItems.ACTIVE, id.value())))
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
