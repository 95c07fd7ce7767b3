package dev.sluice.dynamodb.shard;

import dev.sluice.core.sharding.Lease;
import dev.sluice.core.sharding.ReplanProgress;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.sharding.ShardStatus;
import dev.sluice.core.sharding.ShardStore;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.ItemUpdate;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Leases and states of shards on DynamoDB: one item per shard, one conditional UpdateItem per
 * change.
 *
 * <table>
 *   <caption>Attributes of the kind {@code shard}</caption>
 *   <tr><th>name</th><th>type</th><th>what</th></tr>
 *   <tr><td>kind, id</td><td>S</td><td>{@code shard}, 00 to 63</td></tr>
 *   <tr><td>holder</td><td>S</td><td>the holder of the lease; absent after a release</td></tr>
 *   <tr><td>leasedUntil</td><td>N</td><td>when the lease ends, epoch milliseconds</td></tr>
 *   <tr><td>takenAt</td><td>N</td><td>when it was taken, epoch milliseconds</td></tr>
 *   <tr><td>checkpointAt</td><td>N</td>
 *     <td>last checkpoint of a holder that has not released, epoch milliseconds: before takenAt if
 *     that was another holder</td></tr>
 *   <tr><td>calledUntil</td><td>N</td><td>when a dispatch times out, epoch milliseconds</td></tr>
 *   <tr><td>call</td><td>N</td><td>a random number of the dispatch</td></tr>
 *   <tr><td>nudges</td><td>N</td><td>how many revisits were requested</td></tr>
 *   <tr><td>seen</td><td>N</td><td>how many, when the lease was last taken</td></tr>
 *   <tr><td>served</td><td>N</td>
 *     <td>how many, when the lease was taken that was last released</td></tr>
 *   <tr><td>state</td><td>B</td><td>see {@link ShardStateCodec}</td></tr>
 *   <tr><td>replan</td><td>B</td><td>how far those who wait have been replanned, see {@link
 *     ReplanProgressCodec}; absent before the first replanning</td></tr>
 * </table>
 */
public final class DynamoShardStore implements ShardStore {

  private static final String KIND = "shard";
  private static final String HOLDER = "holder";
  private static final String LEASED_UNTIL = "leasedUntil";
  private static final String TAKEN_AT = "takenAt";
  private static final String CHECKPOINT_AT = "checkpointAt";
  private static final String CALLED_UNTIL = "calledUntil";
  private static final String CALL = "call";
  private static final String NUDGES = "nudges";
  private static final String SERVED = "served";
  private static final String STATE = "state";
  private static final String REPLAN = "replan";
  private static final String FREE = "(attribute_not_exists(#leasedUntil) OR #leasedUntil <= :now)";

  private final ControlTable table;
  private final LongSupplier dispatchNumbers;

  public DynamoShardStore(DynamoTables tables) {
    this(tables, new SecureRandom()::nextLong);
  }

  /**
   * Creates a store.
   *
   * @param dispatchNumbers supplies a different number for every dispatch
   */
  public DynamoShardStore(DynamoTables tables, LongSupplier dispatchNumbers) {
    this.table = new ControlTable(tables);
    this.dispatchNumbers = dispatchNumbers;
  }

  @Override
  public Optional<Lease> acquire(Shard shard, String holder, Instant now, Instant until) {
    ItemUpdate update =
        update(shard, FREE)
            .set("#holder = :holder, #leasedUntil = :until, #takenAt = :now")
            .set("#checkpointAt = if_not_exists(#checkpointAt, :now)")
            .set("#seen = if_not_exists(#nudges, :none)")
            .remove("#calledUntil, #call")
            .bind(":holder", holder)
            .bind(":none", ItemBuilder.number(0))
            .bind(":now", now)
            .bind(":until", until);
    // The only possible outcomes of the conditional write below:
    // 1. There is no lease: it is ours. checkpointAt stays if the previous holder vanished.
    // 2. Its end has passed: it is ours, as in 1.
    // 3. Another holder has it: nothing is changed.
    // 4. We hold it, since this very write succeeded before and its response was lost: it is ours.
    try {
      return Optional.of(lease(shard, update.execute(table)));
    } catch (ConditionalCheckFailedException held) {
      return Optional.of(new Item(held.item()))
          .filter(item -> item.optionalText(HOLDER).filter(holder::equals).isPresent())
          .map(item -> lease(shard, item));
    }
  }

  @Override
  public boolean checkpoint(String holder, ShardState state, Instant now, Instant until) {
    ItemUpdate update =
        update(state.shard(), "#holder = :holder")
            .set("#state = :state, #replan = :replan")
            .set("#leasedUntil = :until, #checkpointAt = :now")
            .bind(":holder", holder)
            .bind(":replan", ItemBuilder.bytes(ReplanProgressCodec.encode(state.replan())))
            .bind(":state", ItemBuilder.bytes(ShardStateCodec.encode(state)))
            .bind(":now", now)
            .bind(":until", until);
    // The only possible outcomes of the conditional write below:
    // 1. The lease is ours, ended or not: state and end are stored. Doing it twice changes nothing.
    // 2. It was taken over, or given back: nothing is changed.
    try {
      update.execute(table);
      return true;
    } catch (ConditionalCheckFailedException overtaken) {
      return false;
    }
  }

  @Override
  public boolean release(String holder, ShardState state, Instant now) {
    byte[] bytes = ShardStateCodec.encode(state);
    ItemUpdate update =
        update(state.shard(), "#holder = :holder")
            .set("#state = :state, #replan = :replan, #served = if_not_exists(#seen, :none)")
            .remove("#holder, #leasedUntil, #takenAt, #checkpointAt")
            .bind(":holder", holder)
            .bind(":none", ItemBuilder.number(0))
            .bind(":replan", ItemBuilder.bytes(ReplanProgressCodec.encode(state.replan())))
            .bind(":state", ItemBuilder.bytes(bytes));
    // The only possible outcomes of the conditional write below:
    // 1. The lease is ours, ended or not: the state is stored and the lease is free.
    // 2. It was taken over: nothing is changed.
    // 3. There is no lease and our state is stored, since this very write succeeded before and its
    //    answer was lost: that is what we wanted.
    try {
      update.execute(table);
      return true;
    } catch (ConditionalCheckFailedException overtaken) {
      Item item = new Item(overtaken.item());
      return item.optionalText(HOLDER).isEmpty()
          && item.optionalBytes(STATE).filter(old -> Arrays.equals(old, bytes)).isPresent();
    }
  }

  @Override
  public boolean markDispatched(Shard shard, Instant now, Instant until) {
    long call = dispatchNumbers.getAsLong();
    ItemUpdate update =
        update(shard, FREE + " AND (attribute_not_exists(#calledUntil) OR #calledUntil <= :now)")
            .set("#calledUntil = :until, #call = :call")
            .bind(":call", ItemBuilder.number(call))
            .bind(":now", now)
            .bind(":until", until);
    // The only possible outcomes of the conditional write below:
    // 1. The shard is neither leased nor dispatched: it is marked as dispatched.
    // 2. It is leased or dispatched already: nothing is changed.
    // 3. Our mark is stored, since this very write succeeded before and its response was lost.
    try {
      update.execute(table);
      return true;
    } catch (ConditionalCheckFailedException needless) {
      return new Item(needless.item()).optionalNumber(CALL).filter(c -> c == call).isPresent();
    }
  }

  /** Repeated after a lost response, it costs one run that finds nothing to do. */
  @Override
  public void requestRevisit(Shard shard) {
    ItemUpdate.unconditional(ControlTable.key(KIND, shard.label()))
        .set("#nudges = if_not_exists(#nudges, :none) + :one")
        .bind(":none", ItemBuilder.number(0))
        .bind(":one", ItemBuilder.number(1))
        .execute(table);
  }

  @Override
  public List<ShardStatus> statuses() {
    return table.queryAll(table.queryByKind(KIND), Shard.COUNT).stream()
        .map(DynamoShardStore::status)
        .toList();
  }

  private static ShardStatus status(Item item) {
    Shard shard = Shard.fromLabel(item.text(ControlTable.ID));
    long unserved = item.optionalNumber(NUDGES).orElse(0L) - item.optionalNumber(SERVED).orElse(0L);
    return new ShardStatus(
        state(shard, item),
        item.optionalNumber(LEASED_UNTIL).map(Instant::ofEpochMilli),
        item.optionalNumber(CALLED_UNTIL).map(Instant::ofEpochMilli),
        unserved > 0);
  }

  private static Lease lease(Shard shard, Item item) {
    long checkpointAt = item.number(CHECKPOINT_AT);
    Optional<Instant> abandonedSince =
        Optional.of(checkpointAt)
            .filter(at -> at < item.number(TAKEN_AT))
            .map(Instant::ofEpochMilli);
    return new Lease(item.text(HOLDER), state(shard, item), abandonedSince);
  }

  private static ShardState state(Shard shard, Item item) {
    return item.optionalBytes(STATE)
        .map(bytes -> ShardStateCodec.decode(shard, STATE, bytes))
        .orElseGet(() -> ShardState.initial(shard))
        .withReplan(
            item.optionalBytes(REPLAN)
                .map(bytes -> ReplanProgressCodec.decode(REPLAN, bytes))
                .orElse(ReplanProgress.NONE));
  }

  private static ItemUpdate update(Shard shard, String condition) {
    return new ItemUpdate(ControlTable.key(KIND, shard.label()), condition);
  }
}
