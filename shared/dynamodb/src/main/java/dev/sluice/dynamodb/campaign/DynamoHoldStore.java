package dev.sluice.dynamodb.campaign;

import dev.sluice.core.hold.HoldReason;
import dev.sluice.core.hold.HoldStore;
import dev.sluice.core.hold.MarketingHold;
import dev.sluice.core.support.OptimisticLock;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.ItemUpdate;
import dev.sluice.dynamodb.item.RulesRevision;
import dev.sluice.dynamodb.item.StoredCodes;
import dev.sluice.dynamodb.item.WriteTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The hold of marketing in the control table: one item, changed on condition that it is what was
 * read, together with the revision of the rules.
 *
 * <table>
 *   <caption>Attributes of the kind {@code hold}</caption>
 *   <tr><th>name</th><th>type</th><th>what</th></tr>
 *   <tr><td>kind, id</td><td>S</td><td>{@code hold}, {@code marketing}</td></tr>
 *   <tr><td>reasons</td><td>L of S</td><td>names of the reasons, in order; none if not held</td></tr>
 *   <tr><td>since</td><td>N</td><td>when it began or ended, epoch milliseconds</td></tr>
 * </table>
 */
public final class DynamoHoldStore implements HoldStore {

  private static final String KIND = "hold";
  private static final String ID = "marketing";
  private static final String REASONS = "reasons";
  private static final String SINCE = "since";

  private final ControlTable table;

  public DynamoHoldStore(DynamoTables tables) {
    this.table = new ControlTable(tables);
  }

  @Override
  public Optional<MarketingHold> load() {
    return table.find(KIND, ID).map(DynamoHoldStore::hold);
  }

  @Override
  public boolean compareAndSet(Optional<MarketingHold> before, MarketingHold after) {
    ItemUpdate update =
        before
            .map(DynamoHoldStore::updateOf)
            .orElseGet(() -> update("attribute_not_exists(#since)"))
            .set("#reasons = :reasons, #since = :since")
            .bind(":reasons", reasons(after))
            .bind(":since", after.since());
    return OptimisticLock.update("the marketing hold", () -> tryExecute(update));
  }

  /** Makes the change if what is stored is what was read, and begins a revision of the rules. */
  private Optional<Boolean> tryExecute(ItemUpdate update) {
    WriteTransaction.Outcome outcome =
        new WriteTransaction(table.client())
            .add(update.toTransactWrite(table))
            .add(new RulesRevision(table).increment())
            .execute();
    // The only possible outcomes of the transaction above:
    // 1. What is stored is what was read: it is changed, and the next revision has begun. A request
    //    that is repeated since its response was lost has the same token, and the same outcome.
    // 2. Another writer has changed it: nothing is changed.
    // 3. Another transaction was writing one of the items at that moment: try again.
    if (outcome.isWritten()) {
      return Optional.of(true);
    }
    return outcome.isConditionFailed(0) ? Optional.of(false) : Optional.empty();
  }

  private static ItemUpdate updateOf(MarketingHold before) {
    return update("#reasons = :reasons0 AND #since = :since0")
        .bind(":reasons0", reasons(before))
        .bind(":since0", before.since());
  }

  private static ItemUpdate update(String condition) {
    return new ItemUpdate(ControlTable.key(KIND, ID), condition);
  }

  private static AttributeValue reasons(MarketingHold hold) {
    List<String> names = hold.reasons().stream().sorted().map(HoldReason::name).toList();
    return ItemBuilder.list(names, ItemBuilder::text);
  }

  private static MarketingHold hold(Item item) {
    Set<HoldReason> reasons =
        item.texts(REASONS).stream()
            .map(name -> StoredCodes.enumConstant(HoldReason.class, name))
            .collect(Collectors.toUnmodifiableSet());
    return new MarketingHold(reasons, Instant.ofEpochMilli(item.number(SINCE)));
  }
}
